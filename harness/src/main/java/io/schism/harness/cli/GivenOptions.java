package io.schism.harness.cli;

import io.schism.checkers.catalog.CheckerOptions;
import io.schism.checkers.model.NullRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The options of {@code schism check} that change what a checker does, and which of them concern the checkers of Schism's own workloads.
 * Stateless.
 */
final class GivenOptions {
    private static final List<String> START = List.of("--initial");
    private static final List<String> STATE = List.of("--initial", "--null-read");
    private static final List<String> ISOLATION =
            List.of("--consistency", "--anomalies", "--linearizable-keys", "--sequential-keys", "--wfr-keys");

    /** Workloads whose own checker is the catalogue's with other options; those of all others have none. */
    private static final Map<String, List<String>> TAKEN = Map.of(
            "register", STATE,
            "versioned-register", STATE,
            "append", ISOLATION,
            "wr", ISOLATION,
            "bank", START,
            "bank-naive", START,
            "counter", START);

    private GivenOptions() {}

    /** The names of those that differ from their defaults. */
    static List<String> names(CheckerOptions options) {
        List<String> names = new ArrayList<>();
        add(names, "--initial", options.initial() != null);
        add(names, "--null-read", options.nullRead() != NullRead.UNSET);
        add(names, "--consistency", !options.consistency().isEmpty());
        add(names, "--anomalies", !options.anomalies().isEmpty());
        add(names, "--linearizable-keys", options.linearizableKeys());
        add(names, "--sequential-keys", options.sequentialKeys());
        add(names, "--wfr-keys", options.wfrKeys());
        return names;
    }

    private static void add(List<String> names, String name, boolean given) {
        if (given) {
            names.add(name);
        }
    }

    /**
     * Refuses what the checkers of a workload would not look at.
     *
     * @throws UsageException that names the first such option
     */
    static void refuseWhatDoesNotConcern(String workload, CheckerOptions options) {
        List<String> taken = TAKEN.getOrDefault(workload, List.of());
        for (String name : names(options)) {
            if (!taken.contains(name)) {
                throw new UsageException(name + " does not concern the checkers of workload " + workload + "; "
                        + (taken.isEmpty() ? "leave it out" : "they take " + String.join(", ", taken))
                        + ", or say by --model what else is to judge");
            }
        }
    }
}
