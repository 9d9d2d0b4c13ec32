package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Duplicates and damage. Netem counts neither, and newer kernels refuse one that duplicates beside another on the same device. So each treatment
 * has a lane: a device of its own, to which filters lead the packets they draw, and whose netem doubles or damages every one before it goes its way
 * through the bands. A packet is drawn for one lane only.
 */
final class NetemLanes implements PodNetem {
    private final Commands shell;
    private final Set<Integer> lanes = new TreeSet<>();

    /**
     * The lanes of one pod.
     *
     * @param shell runs a command in the pod
     */
    NetemLanes(Commands shell) {
        this.shell = shell;
    }

    @Override
    public synchronized Treated treat(Impairment impairment, List<String> addresses) {
        int lane = PodNetem.free(lanes::contains);
        List<String> lines = new ArrayList<>();
        lines.add("qdisc add dev " + device(lane) + " root handle 1: " + Netem.lane(impairment));
        if (lanes.isEmpty()) {
            lines.add("qdisc add dev " + DEVICE + " clsact");
        }
        lanes.add(lane);
        double probability = impairment instanceof Impairment.Duplicate duplicate
                ? duplicate.probability()
                : ((Impairment.Corrupt) impairment).probability();
        for (String address : addresses) {
            lines.add("filter add dev " + DEVICE + " egress protocol ip prio " + lane + " bpf bytecode '"
                    + Netem.draw(address, probability) + "' action mirred egress redirect dev " + device(lane));
        }
        try {
            // Without an address of its own, nothing but what is led there goes through it.
            shell.run("ip link add " + device(lane) + " type ifb && ip link set " + device(lane)
                    + " addrgenmode none && ip link set " + device(lane) + " up && " + PodNetem.batch(lines));
        } catch (FaultException e) {
            remove(lane);
            throw e;
        }
        return new Lane(lane, impairment);
    }

    private static String device(int lane) {
        return "schism" + lane;
    }

    /** The filters first: what they would lead to a device that is gone would be lost. */
    private void remove(int lane) {
        List<String> lines = new ArrayList<>();
        lines.add("filter del dev " + DEVICE + " egress protocol ip prio " + lane);
        if (lanes.equals(Set.of(lane))) {
            lines.add("qdisc del dev " + DEVICE + " clsact");
        }
        shell.run(PodNetem.removal(lines));
        shell.run("ip link del " + device(lane) + " || true");
        String left = shell.run("ip -o link show; tc filter show dev " + DEVICE + " egress 2>/dev/null || true");
        if (Pattern.compile("\\b" + device(lane) + "\\b").matcher(left).find()) {
            throw new FaultException("could not be taken away: " + device(lane) + " in " + left);
        }
        lanes.remove(lane);
    }

    private final class Lane implements Treated {
        private final int lane;
        private final Impairment impairment;
        private boolean closed;

        Lane(int lane, Impairment impairment) {
            this.lane = lane;
            this.impairment = impairment;
        }

        @Override
        public long affected() {
            synchronized (NetemLanes.this) {
                if (closed) {
                    return 0;
                }
                long sent = QdiscCounters.parse(shell.run("tc -s qdisc show dev " + device(lane)))
                        .getOrDefault("1", QdiscCounters.NONE)
                        .sent();
                return impairment instanceof Impairment.Duplicate ? sent / 2 : sent;
            }
        }

        @Override
        public void close() {
            synchronized (NetemLanes.this) {
                if (!closed) {
                    remove(lane);
                    closed = true;
                }
            }
        }
    }
}
