package io.schism.nemesis.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of probes that nodes sent to each other: whether the other end answered, and after how long. A probe needs both directions,
 * so a pair of which one direction is cut does not answer either. Immutable.
 *
 * @param answers time to the answer by {@code "n1–n2"}, empty when none came
 */
public record Reach(Map<String, Optional<Duration>> answers) {
    public Reach {
        answers = new TreeMap<>(answers);
    }

    /** The name of a pair of nodes, whichever stands first. */
    public static String pair(Link link) {
        boolean ordered = link.from().compareTo(link.to()) < 0;
        return (ordered ? link.from() : link.to()) + "–" + (ordered ? link.to() : link.from());
    }

    /** How many probes were answered. */
    public long answered() {
        return answers.values().stream().filter(Optional::isPresent).count();
    }

    /** {@code "0 of 6 probes answered"}, and in what time where some were. */
    public String sentence() {
        List<Duration> times =
                answers.values().stream().flatMap(Optional::stream).sorted().toList();
        String how = times.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", in %.1f ms at the median",
                        times.get((times.size() - 1) / 2).toNanos() / 1e6);
        return times.size() + " of " + answers.size() + " probes answered" + how;
    }

    /** Milliseconds by pair, for the record; a pair that did not answer has the word {@code silent}. */
    public Map<String, Object> measures() {
        Map<String, Object> measures = new LinkedHashMap<>();
        for (String pair : new ArrayList<>(answers.keySet())) {
            Optional<Duration> answer = answers.getOrDefault(pair, Optional.empty());
            measures.put(pair, answer.<Object>map(time -> time.toNanos() / 1e6).orElse("silent"));
        }
        return measures;
    }
}
