package io.schism.checkers.availability;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long nothing succeeded around every fault. It informs and does not judge: {@code valid}, unless nothing succeeded at all or
 * no times were recorded.
 *
 * <p>Of each fault: its <em>downtime</em> is the longest time without a success that reaches into it, so it may begin before and end after;
 * its <em>recovery</em> is the time from its healing to the next success; {@code before} and {@code after} are the nearest stretches
 * without any fault. All also by node (the node that the process is pinned to) and by kind of operation, since a node may go on answering
 * reads while every write hangs. Pauses of a second or more in which nobody asked for anything are not counted. Times are in
 * milliseconds. One pass and a little per fault; the budget is not looked at.
 */
public final class Availability implements Checker {
    private static final String NAME = "availability";

    private final List<String> nodes;
    private final int concurrency;

    private Availability(List<String> nodes, int concurrency) {
        this.nodes = List.copyOf(nodes);
        this.concurrency = concurrency;
    }

    /**
     * Figures by node too.
     *
     * @param nodes names of the nodes in order; thread {@code i} is pinned to node {@code i mod nodes}
     * @param concurrency how many threads there were; process {@code p} ran on thread {@code p mod concurrency}
     */
    public static Availability ofNodes(List<String> nodes, int concurrency) {
        if (concurrency <= 0) {
            throw new IllegalArgumentException("concurrency (" + concurrency + ") must be positive");
        }
        return new Availability(nodes, concurrency);
    }

    /** Figures of the whole system alone, for a history whose nodes nobody knows. */
    public static Availability ofWhole() {
        return new Availability(List.of(), 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        if (history.operations().stream().anyMatch(operation -> operation.time() < 0)) {
            return CheckResult.unknown(NAME, "the history has operations without a time");
        }
        Served served = Served.read(
                history, process -> nodes.isEmpty() ? null : nodes.get(process % concurrency % nodes.size()));
        if (served.ok().isEmpty()) {
            return CheckResult.unknown(NAME, "no operation succeeded at all");
        }
        nodes.forEach(node -> served.byNode().computeIfAbsent(node, name -> new Moments()));
        List<FaultPeriod> faults = FaultPeriod.in(history, served.run().to());
        List<Interval> calm =
                served.run().without(faults.stream().map(FaultPeriod::time).toList());

        List<Map<String, @Nullable Object>> described = new ArrayList<>();
        Map<String, List<Outage>> byFamily = new TreeMap<>();
        Outage worst = null;
        for (FaultPeriod fault : faults) {
            Outage outage = Outage.of(fault, served);
            byFamily.computeIfAbsent(fault.family(), family -> new ArrayList<>())
                    .add(outage);
            described.add(describe(outage, served, calm));
            worst = worst == null || outage.downtime() > worst.downtime() ? outage : worst;
        }
        long calmGap = calm.stream()
                .mapToLong(stretch -> served.ok().longestGapInside(stretch, served.idle()))
                .max()
                .orElse(0);
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("longestGapMs", millis(served.ok().longestGapInside(served.run(), served.idle())));
        details.put("longestGapWithoutFaultMs", millis(calmGap));
        details.put("byFamily", families(byFamily));
        details.put("faults", described);
        return CheckResult.of(NAME, Verdict.VALID, reason(worst, calmGap), details);
    }

    private static String reason(@Nullable Outage worst, long calmGap) {
        String calm = words(calmGap) + " without any fault";
        return "longest time without a success: "
                + (worst == null
                        ? calm
                        : words(worst.downtime()) + " in " + worst.fault().name() + ", " + calm);
    }

    private Map<String, @Nullable Object> describe(Outage outage, Served served, List<Interval> calm) {
        FaultPeriod fault = outage.fault();
        Interval time = fault.time();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("id", fault.id());
        details.put("family", fault.family());
        details.put("name", fault.name());
        details.put("targets", fault.targets());
        details.put("beginMs", millis(time.from()));
        details.put("endMs", millis(time.to()));
        details.put("healed", fault.healed());
        details.put("downtimeMs", millis(outage.downtime()));
        details.put("recoveryMs", millis(outage.recovery()));
        Interval before = null;
        Interval after = null;
        for (Interval stretch : calm) {
            if (stretch.to() <= time.from()) {
                before = stretch;
            }
            if (after == null && stretch.from() >= time.to()) {
                after = stretch;
            }
        }
        details.put("before", window(before, served));
        details.put("during", window(time, served));
        details.put("after", window(after, served));
        details.put("byF", parts(served.byF(), fault, served));
        if (!nodes.isEmpty()) {
            details.put("byNode", parts(served.byNode(), fault, served));
        }
        return details;
    }

    private static Map<String, @Nullable Object> parts(Map<String, Moments> parts, FaultPeriod fault, Served served) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        parts.forEach((name, moments) -> {
            Outage outage = Outage.of(fault, moments, served);
            Map<String, @Nullable Object> part = new LinkedHashMap<>();
            part.put("downtimeMs", millis(outage.downtime()));
            part.put("recoveryMs", millis(outage.recovery()));
            part.put("okDuring", (long) moments.count(fault.time()));
            details.put(name, part);
        });
        return details;
    }

    private static @Nullable Map<String, @Nullable Object> window(@Nullable Interval time, Served served) {
        if (time == null) {
            return null;
        }
        long ok = served.ok().count(time);
        long completed = served.completed().count(time);
        Map<String, @Nullable Object> window = new LinkedHashMap<>();
        window.put("lengthMs", millis(time.length()));
        window.put("longestGapMs", millis(served.ok().longestGapInside(time, served.idle())));
        window.put("ok", ok);
        window.put("okFraction", completed == 0 ? null : Math.round(1_000.0 * ok / completed) / 1_000.0);
        return window;
    }

    private static Map<String, @Nullable Object> families(Map<String, List<Outage>> byFamily) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        byFamily.forEach((family, outages) -> {
            long[] downtimes =
                    outages.stream().mapToLong(Outage::downtime).sorted().toArray();
            long[] recoveries = outages.stream()
                    .mapToLong(Outage::recovery)
                    .filter(recovery -> recovery != Outage.NEVER)
                    .sorted()
                    .toArray();
            Map<String, @Nullable Object> summary = new LinkedHashMap<>();
            summary.put("faults", (long) outages.size());
            summary.put("medianDowntimeMs", millis(median(downtimes)));
            summary.put("longestDowntimeMs", millis(downtimes[downtimes.length - 1]));
            summary.put("medianRecoveryMs", millis(median(recoveries)));
            summary.put(
                    "longestRecoveryMs", millis(Arrays.stream(recoveries).max().orElse(Outage.NEVER)));
            details.put(family, summary);
        });
        return details;
    }

    private static long median(long[] sorted) {
        return sorted.length == 0 ? Outage.NEVER : sorted[sorted.length / 2];
    }

    private static @Nullable Double millis(long nanos) {
        return nanos == Outage.NEVER ? null : Math.round(nanos / 1_000.0) / 1_000.0;
    }

    private static String words(long nanos) {
        return String.format(Locale.ROOT, "%,d ms", Math.round(nanos / 1e6));
    }
}
