package io.schism.checkers.set;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was added is there, at every read: follows each element of a set through all {@code ok} reads.
 *
 * <p>Operations: {@code add} with an element (any value but null), each added once; {@code read}, {@code ok} with the list of all elements.
 * Each key is a set of its own. An element is <em>known</em> from the moment its add completed {@code ok} or a read that saw it
 * completed. Anomalies:
 * <ul>
 *   <li>{@code lost}: known, and missing in a read that began after that and after the end of the last read which saw it;
 *   <li>{@code stale}: known, missing in a read that began after that, but seen again; a violation only where the set must be linearizable;
 *   <li>{@code duplicated}: twice in one read;
 *   <li>{@code unexpected}: read, but nobody had tried to add it by then, or the add failed.
 * </ul>
 *
 * <p>An {@code info} add may appear at any time or never. Elements that no read could have missed are {@code neverRead}. The latencies (of
 * staleness, from known to the last read that missed the element; of loss, from known to the last read that saw it) are in
 * milliseconds. Time is that of the reads themselves, elements × reads; the budget is not looked at.
 */
public final class SetFull implements Checker {
    private static final String NAME = "set-full";
    private static final double[] QUANTILES = {0, 0.5, 0.95, 0.99, 1};

    private final boolean linearizable;

    /**
     * A checker.
     *
     * @param linearizable whether a stale read is a violation
     */
    public SetFull(boolean linearizable) {
        this.linearizable = linearizable;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<@Nullable Object, ElementTracker> trackers = new LinkedHashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient()) {
                trackers.computeIfAbsent(operation.key(), key -> new ElementTracker(history, findings))
                        .take(i, operation);
            }
        }
        Outcomes outcomes = new Outcomes(history, findings, linearizable);
        trackers.values().forEach(tracker -> tracker.elements().forEach(outcomes::judge));
        boolean anyRead = trackers.values().stream().anyMatch(ElementTracker::anyRead);
        String nothing = !anyRead
                ? "the set was never read"
                : outcomes.stable() == 0 ? "no read saw an element that was added" : null;
        return findings.result(
                outcomes.details(QUANTILES),
                nothing,
                "all " + outcomes.stable() + " elements that were read stayed"
                        + (outcomes.stale() == 0 ? "" : "; " + outcomes.stale() + " were missing for a while"));
    }

    /** The shape of an operation in evidence: a read shows the accused element alone. */
    static Operation shown(Operation read, List<Object> elements) {
        return read.withKeyAndValue(read.key(), elements);
    }
}
