package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Delay, disorder, loss and narrow lines. The way out of the pod becomes a {@code prio} with a band for each other node; filters lead what goes to a
 * node with trouble into its band, all else stays in the first. In a band stands one netem for each treatment, one behind the other, so that all
 * are in force and each has counters of its own. One that ends in the middle is made to do nothing, and goes with those behind it; when the last is
 * gone, so is the {@code prio}.
 */
final class NetemBands implements PodNetem {
    /** As many as a {@code prio} can have, without the first. */
    static final int MOST = 15;

    private static final String ROOT = "5c15:";
    private static final String PRIO = "qdisc add dev " + DEVICE + " root handle " + ROOT
            + " prio bands 16 priomap 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
    private static final String SHOW = "tc -s qdisc show dev " + DEVICE;
    private static final Pattern TROUBLE = Pattern.compile(" (delay|loss|reorder|corrupt) ");
    private static final int LOOKS = 25;

    private final Commands shell;
    private final ToIntFunction<String> bands;
    private final Map<Integer, List<Stage>> chains = new TreeMap<>();

    /**
     * The bands of one pod.
     *
     * @param shell runs a command in the pod
     * @param bands which band is whose, by address; from 2 to 16
     */
    NetemBands(Commands shell, ToIntFunction<String> bands) {
        this.shell = shell;
        this.bands = bands;
    }

    /** One netem in a band. */
    private static final class Stage {
        private final int band;
        private final int number;
        private final String parent;
        private boolean ended;

        Stage(int band, int number, String parent) {
            this.band = band;
            this.number = number;
            this.parent = parent;
        }

        String handle() {
            return Integer.toHexString(number);
        }

        String place() {
            return "dev " + DEVICE + " parent " + parent + " handle " + handle() + ":";
        }
    }

    @Override
    public synchronized Treated treat(Impairment impairment, List<String> addresses) {
        List<String> lines = new ArrayList<>();
        List<Stage> stages = new ArrayList<>();
        if (chains.isEmpty()) {
            lines.add(PRIO);
        }
        for (String address : addresses) {
            int band = bands.applyAsInt(address);
            List<Stage> chain = chains.computeIfAbsent(band, number -> new ArrayList<>());
            String parent = chain.isEmpty()
                    ? ROOT + Integer.toHexString(band)
                    : chain.get(chain.size() - 1).handle() + ":1";
            Stage stage = new Stage(band, PodNetem.free(this::taken), parent);
            lines.add("qdisc add " + stage.place() + " " + Netem.stage(impairment));
            if (chain.isEmpty()) {
                lines.add("filter add dev " + DEVICE + " parent " + ROOT + " protocol ip prio " + band
                        + " u32 match ip dst " + address + "/32 flowid " + parent);
            }
            chain.add(stage);
            stages.add(stage);
        }
        try {
            shell.run(PodNetem.batch(lines));
        } catch (FaultException e) {
            remove(stages);
            throw e;
        }
        return new Line(impairment, stages);
    }

    private boolean taken(int number) {
        return chains.values().stream().flatMap(List::stream).anyMatch(stage -> stage.number == number);
    }

    /** New packets first: they pass untreated from then on, and those that wait already come when they are due. */
    private void remove(List<Stage> stages) {
        stages.forEach(stage -> stage.ended = true);
        List<String> lines = new ArrayList<>();
        List<Stage> quiet = new ArrayList<>();
        List<Stage> first = new ArrayList<>();
        List<Stage> doomed = new ArrayList<>();
        for (int band : stages.stream().map(stage -> stage.band).collect(Collectors.toCollection(TreeSet::new))) {
            List<Stage> chain = chains.getOrDefault(band, List.of());
            int kept = chain.size();
            while (kept > 0 && chain.get(kept - 1).ended) {
                kept--;
            }
            if (kept == 0) {
                lines.add("filter del dev " + DEVICE + " parent " + ROOT + " protocol ip prio " + band);
            } else {
                stages.stream().filter(stage -> stage.band == band).forEach(quiet::add);
            }
            if (kept < chain.size()) {
                first.add(chain.get(kept));
                doomed.addAll(chain.subList(kept, chain.size()));
            }
        }
        quiet.forEach(stage -> lines.add("qdisc change " + stage.place() + " " + Netem.NOTHING));
        shell.run(PodNetem.removal(lines));
        awaitEmpty(doomed);
        boolean all = chains.values().stream().allMatch(doomed::containsAll);
        if (!doomed.isEmpty()) {
            shell.run(PodNetem.removal(
                    all
                            ? List.of("qdisc del dev " + DEVICE + " root handle " + ROOT)
                            : first.stream()
                                    .map(stage -> "qdisc del " + stage.place())
                                    .toList()));
        }
        look(quiet, doomed, all);
        chains.values().forEach(chain -> chain.removeAll(doomed));
        chains.values().removeIf(List::isEmpty);
    }

    /** What waits longer than half a second, before a narrow line, is given up. */
    private void awaitEmpty(Collection<Stage> doomed) {
        String look = SHOW;
        for (int i = 0; i < LOOKS && !doomed.isEmpty(); i++) {
            Map<String, QdiscCounters> counters = QdiscCounters.parse(shell.run(look));
            if (doomed.stream()
                    .allMatch(stage -> counters.getOrDefault(stage.handle(), QdiscCounters.NONE)
                                    .waiting()
                            == 0)) {
                return;
            }
            look = "sleep 0.02; " + SHOW;
        }
    }

    private void look(List<Stage> quiet, List<Stage> doomed, boolean all) {
        for (String line : shell.run("tc qdisc show dev " + DEVICE).split("\n")) {
            boolean left = ofAny(doomed, line)
                    || (all && line.contains(" " + ROOT + " "))
                    || (TROUBLE.matcher(line).find() && ofAny(quiet, line));
            if (left) {
                throw new FaultException("could not be taken away: " + line);
            }
        }
    }

    private static boolean ofAny(List<Stage> stages, String line) {
        return stages.stream().anyMatch(stage -> line.startsWith("qdisc netem " + stage.handle() + ":"));
    }

    private final class Line implements Treated {
        private final Impairment impairment;
        private final List<Stage> stages;
        private boolean closed;

        Line(Impairment impairment, List<Stage> stages) {
            this.impairment = impairment;
            this.stages = stages;
        }

        @Override
        public long affected() {
            synchronized (NetemBands.this) {
                if (closed) {
                    return 0;
                }
                Map<String, QdiscCounters> counters = QdiscCounters.parse(shell.run(SHOW));
                return stages.stream()
                        .map(stage -> counters.getOrDefault(stage.handle(), QdiscCounters.NONE))
                        .mapToLong(this::hit)
                        .sum();
            }
        }

        private long hit(QdiscCounters counted) {
            if (impairment instanceof Impairment.Loss) {
                return counted.dropped();
            }
            if (impairment instanceof Impairment.Reorder) {
                return counted.ahead();
            }
            return counted.sent() + counted.waiting();
        }

        @Override
        public void close() {
            synchronized (NetemBands.this) {
                if (!closed) {
                    remove(stages);
                    closed = true;
                }
            }
        }
    }
}
