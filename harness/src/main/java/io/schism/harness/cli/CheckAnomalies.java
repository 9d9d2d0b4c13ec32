package io.schism.harness.cli;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what a result and its parts hold. Stateless. */
final class CheckAnomalies {
    private CheckAnomalies() {}

    /** The evidence of a result and all its parts. */
    static List<Evidence> evidence(CheckResult result) {
        List<Evidence> all = new ArrayList<>(result.evidence());
        for (CheckResult part : result.parts()) {
            all.addAll(evidence(part));
        }
        return all;
    }

    /** Names of all anomalies: what the checkers list, and the titles of the evidence. */
    static Set<String> names(CheckResult result) {
        Set<String> names = listed(result, "anomalies");
        evidence(result).forEach(evidence -> names.add(evidence.title()));
        return names;
    }

    /** The words that a result and its parts list under a key of their details, sorted. */
    static Set<String> listed(CheckResult result, String key) {
        Set<String> words = new TreeSet<>();
        Object given = result.details().get(key);
        if (given instanceof Map<?, ?> counted) {
            counted.keySet().forEach(word -> words.add(String.valueOf(word)));
        } else if (given instanceof Collection<?> list) {
            list.forEach(word -> words.add(String.valueOf(word)));
        }
        for (CheckResult part : result.parts()) {
            words.addAll(listed(part, key));
        }
        return words;
    }
}
