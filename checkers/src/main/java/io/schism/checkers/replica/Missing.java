package io.schism.checkers.replica;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was not told, in words; null when everything was. */
final class Missing {
    private Missing() {}

    static @Nullable String terms(Answers answers) {
        List<String> silent = answers.withoutTerm();
        return silent.isEmpty()
                ? null
                : sentence(silent, "said in one answer which term it is in and whether it leads");
    }

    static @Nullable String standings(Answers answers) {
        List<String> silent = answers.nodes().stream()
                .filter(node -> answers.standings(node).isEmpty())
                .toList();
        return silent.isEmpty() ? null : sentence(silent, "said how it stands");
    }

    private static String sentence(List<String> silent, String what) {
        return (silent.size() == 1 ? silent.get(0) + " never " : "none of " + String.join(", ", silent) + " ever ")
                + what;
    }
}
