package io.schism.checkers.replica;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Findings;
import io.schism.checkers.replica.Observation.Copy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same index holds the same entry and leaves the same state on every node (state machine safety: Ongaro and Ousterhout, 2014, figure 3):
 * digests of one position and one base are equal. To be valid, every node must have been compared after the run.
 */
record Copies(Answers answers) {
    static final String NAME = "copies";

    private record Place(long position, long base) {}

    CheckResult check() {
        Map<Place, List<Copy>> places = new LinkedHashMap<>();
        for (Copy copy : answers.copies()) {
            places.computeIfAbsent(new Place(copy.position(), copy.base()), place -> new ArrayList<>())
                    .add(copy);
        }
        Findings findings = new Findings(NAME);
        long compared = 0;
        Place last = null;
        for (Map.Entry<Place, List<Copy>> each : places.entrySet()) {
            List<Copy> copies = each.getValue();
            // A cluster of one has nothing to differ from, and a position one node alone was asked for tells nothing.
            if (askedOf(copies).size() < Math.min(2, answers.nodes().size())) {
                continue;
            }
            compared++;
            if (differ(copies)) {
                findings.add(
                        "unequal-copies",
                        "at position " + each.getKey().position() + " the copies differ: " + camps(copies),
                        List.of(),
                        digests(copies));
            }
            if (complete(copies)) {
                last = each.getKey();
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("positions-compared", compared);
        details.put("last-position", last == null ? null : last.position());
        return findings.result(
                details,
                last == null ? missing() : null,
                "all " + answers.nodes().size() + " nodes hold the same copy at position "
                        + (last == null ? 0 : last.position()) + ", and what was compared at " + compared
                        + (compared == 1 ? " position" : " positions") + " is equal");
    }

    private static Set<String> askedOf(List<Copy> copies) {
        return copies.stream().map(Copy::node).collect(Collectors.toSet());
    }

    /** Whether all nodes gave it after the run, whatever some gave before: a store in which nothing happens stays at its position. */
    private boolean complete(List<Copy> copies) {
        return askedOf(copies.stream().filter(copy -> copy.occasion().atRest()).toList())
                .containsAll(answers.nodes());
    }

    private static boolean differ(List<Copy> copies) {
        return copies.stream().map(Copy::digest).distinct().count() > 1;
    }

    /** {@code n1, n2 against n3}. */
    private static String camps(List<Copy> copies) {
        Map<Long, SortedSet<String>> camps = new LinkedHashMap<>();
        copies.forEach(copy ->
                camps.computeIfAbsent(copy.digest(), digest -> new TreeSet<>()).add(copy.node()));
        return camps.values().stream()
                .sorted((one, other) -> Integer.compare(other.size(), one.size()))
                .map(camp -> String.join(", ", camp))
                .collect(Collectors.joining(" against "));
    }

    private static Map<String, @Nullable Object> digests(List<Copy> copies) {
        Map<String, @Nullable Object> details = new TreeMap<>();
        copies.forEach(copy -> details.merge(
                copy.node(),
                "digest " + Long.toHexString(copy.digest()) + (copy.occasion().atRest() ? " after the run" : ""),
                (first, later) -> first.equals(later) ? first : first + ", " + later));
        return details;
    }

    private String missing() {
        SortedSet<String> absent = new TreeSet<>(answers.nodes());
        answers.copies().stream().filter(copy -> copy.occasion().atRest()).forEach(copy -> absent.remove(copy.node()));
        if (answers.copies().stream().noneMatch(copy -> copy.occasion().atRest())) {
            return "no node was asked for its copy after the run" + why(absent);
        }
        return absent.isEmpty()
                ? "the nodes' copies could not be compared: their digests are of different positions or bases"
                : "no digest after the run from " + String.join(", ", absent) + why(absent);
    }

    private String why(SortedSet<String> absent) {
        return answers.silences().stream()
                .filter(silence -> silence.occasion().atRest() && absent.contains(silence.node()))
                .reduce((first, second) -> second)
                .map(silence -> " (" + silence.node() + ": " + silence.why() + ")")
                .orElse("");
    }
}
