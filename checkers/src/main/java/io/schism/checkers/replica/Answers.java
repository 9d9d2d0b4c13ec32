package io.schism.checkers.replica;

import io.schism.checkers.replica.Observation.Copy;
import io.schism.checkers.replica.Observation.Silence;
import io.schism.checkers.replica.Observation.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Observations, sorted by who made which. Within one node they are in order of time.
 *
 * @param nodes every node that was asked
 * @param standings by node
 * @param copies all digests
 * @param silences all questions without an answer
 */
record Answers(
        SortedSet<String> nodes, Map<String, List<Standing>> standings, List<Copy> copies, List<Silence> silences) {

    static Answers of(List<Observation> observations) {
        SortedSet<String> nodes = new TreeSet<>();
        Map<String, List<Standing>> standings = new TreeMap<>();
        List<Copy> copies = new ArrayList<>();
        List<Silence> silences = new ArrayList<>();
        for (Observation observation : inOrder(observations)) {
            nodes.add(observation.node());
            if (observation instanceof Standing standing) {
                standings
                        .computeIfAbsent(standing.node(), node -> new ArrayList<>())
                        .add(standing);
            }
            if (observation instanceof Copy copy) {
                copies.add(copy);
            }
            if (observation instanceof Silence silence) {
                silences.add(silence);
            }
        }
        return new Answers(nodes, standings, copies, silences);
    }

    private static List<Observation> inOrder(List<Observation> observations) {
        return observations.stream()
                .sorted(Comparator.comparingLong(one -> one.occasion().asked()))
                .toList();
    }

    /** What a node said of itself, in order. */
    List<Standing> standings(String node) {
        return standings.getOrDefault(node, List.of());
    }

    /** Those of its answers in which term, vote and leader belong together, in order. */
    List<Standing> coherent(String node) {
        return standings(node).stream().filter(Standing::coherent).toList();
    }

    /** Nodes that never told their term, vote and leader together, in words; empty when there is none. */
    List<String> withoutTerm() {
        return nodes.stream().filter(node -> coherent(node).isEmpty()).toList();
    }
}
