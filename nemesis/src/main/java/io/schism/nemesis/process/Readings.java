package io.schism.nemesis.process;

import io.schism.nemesis.Proof;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was read back from each node, put together as one proof: it happened when it happened on every node. */
final class Readings {
    private Readings() {}

    /**
     * One reading.
     *
     * @param happened whether it shows the effect on this node
     * @param words {@code "pid 4711 of n1 is gone"}
     * @param measure the number or word behind it
     */
    record Reading(boolean happened, String words, Object measure) {}

    static Proof of(List<Node> nodes, Function<Node, Reading> read) {
        boolean happened = true;
        List<String> words = new ArrayList<>();
        Map<String, Object> measures = new LinkedHashMap<>();
        for (Node node : nodes) {
            Reading reading = read.apply(node);
            happened &= reading.happened();
            words.add(reading.words());
            measures.put(node.name(), reading.measure());
        }
        return new Proof(happened, String.join("; ", words), measures);
    }
}
