package io.schism.nemesis.family;

import io.schism.nemesis.Proof;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was read back from each node, put together as one proof. */
public final class Readings {
    private Readings() {}

    /**
     * One reading.
     *
     * @param happened whether it shows the effect on this node
     * @param words {@code "pid 4711 of n1 is gone"}
     * @param measure the number or word behind it
     */
    public record Reading(boolean happened, String words, Object measure) {}

    /** It happened when it happened on every node. */
    public static Proof of(List<Node> nodes, Function<Node, Reading> read) {
        Collected collected = new Collected();
        nodes.forEach(node -> collected.add(node, read.apply(node), false));
        return collected.proof();
    }

    /**
     * It happened when it happened on some node, and on every node that runs: one that another fault has stopped meanwhile cannot show
     * that its processor is slow.
     */
    public static Proof ofRunning(List<Node> nodes, ProcessHolds processes, Function<Node, Reading> read) {
        Collected collected = new Collected();
        for (Node node : nodes) {
            boolean stopped = processes.state(node) != State.RUNNING || processes.frozen(node);
            collected.add(node, read.apply(node), stopped);
        }
        return collected.proof();
    }

    private static final class Collected {
        private boolean some;
        private boolean missing;
        private final List<String> words = new ArrayList<>();
        private final Map<String, Object> measures = new LinkedHashMap<>();

        void add(Node node, Reading reading, boolean excused) {
            some |= reading.happened();
            missing |= !reading.happened() && !excused;
            words.add(reading.words() + (reading.happened() || !excused ? "" : " (stopped by another fault)"));
            measures.put(node.name(), reading.measure());
        }

        Proof proof() {
            return new Proof(some && !missing, String.join("; ", words), measures);
        }
    }
}
