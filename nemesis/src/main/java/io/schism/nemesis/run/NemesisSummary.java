package io.schism.nemesis.run;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the nemesis did. Immutable.
 *
 * @param planned how many faults the plan had
 * @param begun how many were in force
 * @param proved how many of them were measured to have happened
 * @param healed how many of them were undone
 * @param skipped how many were left out
 * @param cutShort how many were healed by the end of the run so soon that they could not be measured
 * @param problems what went wrong
 * @param latencies from the decision to the effect, of every fault begun, by family
 */
public record NemesisSummary(
        int planned,
        int begun,
        int proved,
        int healed,
        int skipped,
        int cutShort,
        List<Problem> problems,
        Map<String, List<Duration>> latencies) {
    public NemesisSummary {
        problems = List.copyOf(problems);
        Map<String, List<Duration>> sorted = new LinkedHashMap<>();
        latencies.forEach(
                (family, times) -> sorted.put(family, times.stream().sorted().toList()));
        latencies = Collections.unmodifiableMap(sorted);
    }

    /**
     * Whether every fault that was tried took effect, was proved and was undone; otherwise the run cannot be {@code valid}. What the end of the
     * run healed at once claims nothing and is counted apart.
     */
    public boolean sound() {
        return problems.isEmpty();
    }

    /** The median latency of a family in milliseconds, or NaN when none was in force. */
    public double medianMillis(String family) {
        List<Duration> times = latencies.getOrDefault(family, List.of());
        return times.isEmpty() ? Double.NaN : times.get((times.size() - 1) / 2).toNanos() / 1e6;
    }

    /** The longest latency of a family in milliseconds, or NaN when none was in force. */
    public double slowestMillis(String family) {
        List<Duration> times = latencies.getOrDefault(family, List.of());
        return times.isEmpty() ? Double.NaN : times.get(times.size() - 1).toNanos() / 1e6;
    }

    /** How long decisions took to take effect: {@code "partition 12 ms (31 at most), pause 40 ms (44 at most)"}; empty without faults. */
    public String latencySentence() {
        return latencies.keySet().stream()
                .sorted()
                .map(family -> String.format(
                        Locale.ROOT, "%s %.0f ms (%.0f at most)", family, medianMillis(family), slowestMillis(family)))
                .collect(Collectors.joining(", "));
    }

    /** One line for people. */
    public String sentence() {
        String what = String.format(
                Locale.ROOT,
                "%d faults: %d in force, %d proved, %d healed, %d left out",
                planned,
                begun,
                proved,
                healed,
                skipped);
        if (cutShort > 0) {
            what += ", " + cutShort + " healed by the end of the run before it could be measured";
        }
        if (!latencies.isEmpty()) {
            what += "; from decision to effect, at the median: " + latencySentence();
        }
        return problems.isEmpty()
                ? what
                : what + "; " + problems.size() + " problems, the first: "
                        + problems.get(0).sentence();
    }
}
