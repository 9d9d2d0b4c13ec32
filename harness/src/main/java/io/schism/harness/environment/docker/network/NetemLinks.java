package io.schism.harness.environment.docker.network;

import io.schism.harness.environment.docker.network.PodNetem.Treated;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * All packet faults by the kernel's own netem, between nodes. A link is treated where its packets leave, in the pod of the sender, so that one
 * direction can be treated alone. Safe for several threads.
 */
final class NetemLinks implements LinkShaping {
    private static final String PROBE = "schismprobe";
    private static final String NOBODY = "192.0.2.1"; // RFC 5737

    private final Places places;
    private final ConcurrentMap<Node, NetemBands> bands = new ConcurrentHashMap<>();
    private final ConcurrentMap<Node, NetemLanes> lanes = new ConcurrentHashMap<>();
    private @Nullable String refusal; // empty when there is none

    NetemLinks(Places places) {
        this.places = places;
    }

    @Override
    public boolean does(Impairment impairment) {
        return !(impairment instanceof Impairment.Drop || impairment instanceof Impairment.Reset);
    }

    @Override
    public synchronized Optional<String> refusal() {
        String known = refusal;
        if (known == null) {
            known = probe();
            refusal = known;
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    private String probe() {
        int nodes = places.nodes().size();
        if (nodes > NetemBands.MOST) {
            return "it has room for " + NetemBands.MOST + " nodes, and there are " + nodes;
        }
        try {
            places.run(places.nodes().get(0), probeCommand());
            return "";
        } catch (FaultException e) {
            return LinkShaping.reason(e);
        }
    }

    /** Builds one of everything on a device that nothing goes through, and takes it away. */
    static String probeCommand() {
        String on = "dev " + PROBE + " ";
        return "ip link del " + PROBE + " 2>/dev/null; ip link add " + PROBE + " type ifb && { "
                + PodNetem.batch(List.of(
                        "qdisc add " + on + "root handle 1: prio bands 16",
                        "qdisc add " + on + "parent 1:2 handle 2: "
                                + Netem.stage(new Impairment.Delay(Duration.ofMillis(1), Duration.ZERO, 0)),
                        "filter add " + on + "parent 1: protocol ip prio 2 u32 match ip dst " + NOBODY
                                + "/32 flowid 1:2",
                        "qdisc add " + on + "clsact",
                        "filter add " + on + "egress protocol ip prio 1 bpf bytecode '" + Netem.draw(NOBODY, 0.5)
                                + "' action mirred egress redirect dev " + PROBE))
                + "\nSTATUS=$?; ip link del " + PROBE + " && [ $STATUS = 0 ]; }";
    }

    /** There is nothing to make ready. */
    @Override
    public void prepare(Node node) {}

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> links) {
        Map<Node, List<String>> receivers = new TreeMap<>();
        for (Link link : links) {
            receivers.computeIfAbsent(link.from(), node -> new ArrayList<>()).add(places.address(link.to()));
        }
        ConcurrentMap<Node, Treated> treated = new ConcurrentHashMap<>();
        return OnPods.impose(
                places,
                receivers.keySet(),
                node -> treated.put(
                        node, pod(impairment, node).treat(impairment, receivers.getOrDefault(node, List.of()))),
                node -> Optional.ofNullable(treated.get(node))
                        .map(Treated::affected)
                        .orElse(0L),
                node -> Optional.ofNullable(treated.get(node)).ifPresent(Treated::close));
    }

    private PodNetem pod(Impairment impairment, Node node) {
        if (impairment instanceof Impairment.Duplicate || impairment instanceof Impairment.Corrupt) {
            return lanes.computeIfAbsent(node, from -> new NetemLanes(command -> places.run(from, command)));
        }
        return bands.computeIfAbsent(node, from -> new NetemBands(command -> places.run(from, command), this::band));
    }

    /** The first band is for everybody else. */
    private int band(String address) {
        List<String> addresses = places.nodes().stream().map(places::address).toList();
        return addresses.indexOf(address) + 2;
    }
}
