package io.schism.checkers.queue;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a queue comes out, once, in whatever order.
 *
 * <p>Operations: {@code enqueue} with an element (any value but null); {@code dequeue}, {@code ok} with the element, or with null for
 * <em>empty</em> (a {@code fail} with the error {@code "empty"} says the same); {@code drain}, {@code ok} with the list of what was taken until
 * the queue was empty. Each key is a queue of its own. Anomalies:
 * <ul>
 *   <li>{@code lost}: enqueued {@code ok} before the last observation of an empty queue began, and never dequeued;
 *   <li>{@code duplicated}: dequeued more often than anybody tried to enqueue it;
 *   <li>{@code unexpected}: dequeued before anybody had tried to enqueue it, or though its enqueue failed.
 * </ul>
 *
 * <p>Unknown outcomes: an {@code info} enqueue may come out or not. Each {@code info} dequeue may have taken one element out of everybody's
 * sight, an {@code info} drain any number: as many missing elements are {@code unknown}, not lost. A queue that was never seen empty has lost
 * nothing for sure, and the verdict is {@code unknown} while elements are missing. One pass; the budget is not looked at.
 */
public final class TotalQueue implements Checker {
    private static final String NAME = "total-queue";

    private final Delivery delivery;

    /** A checker for this promise. */
    public TotalQueue(Delivery delivery) {
        this.delivery = delivery;
    }

    /** How often an element may come out. */
    public enum Delivery {
        EXACTLY_ONCE,
        /** Twice is no violation, as a consumer that crashes before it acknowledges makes it. */
        AT_LEAST_ONCE
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<@Nullable Object, QueueAccount> accounts = new LinkedHashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient()) {
                accounts.computeIfAbsent(operation.key(), key -> new QueueAccount(history, findings))
                        .take(i, operation);
            }
        }
        Totals totals = new Totals();
        accounts.values().forEach(account -> account.settle(delivery, totals));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("attempted", totals.attempted);
        details.put("acknowledged", totals.acknowledged);
        details.put("dequeued", totals.dequeued);
        details.put("recovered", totals.recovered);
        details.put("duplicated", totals.duplicated);
        details.put("lost", findings.count("lost"));
        details.put("unexpected", findings.count("unexpected"));
        details.put("missing", totals.missing);
        return findings.result(
                details,
                nothing(totals),
                "all " + totals.acknowledged + " acknowledged elements came out"
                        + (totals.duplicated == 0 ? ", none twice" : ", some twice"));
    }

    private static @Nullable String nothing(Totals totals) {
        if (totals.missing > 0) {
            return totals.missing
                    + " acknowledged elements did not come out, but an unknown dequeue may have taken them, or they may still be in the"
                    + " queue; drain it at the end";
        }
        return totals.dequeued == 0 ? "nothing was dequeued" : null;
    }

    /** Sums over all queues. */
    static final class Totals {
        long attempted;
        long acknowledged;
        long dequeued;
        long recovered;
        long duplicated;
        long missing;
    }
}
