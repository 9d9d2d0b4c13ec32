package io.schism.checkers.monotonic;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that only grows is never seen to go back.
 *
 * <p>Operations: anything; each {@code ok} whose value is an integer is an observation of the value (a {@code read}, an {@code inc} that returns the
 * new value, a revision). Each key is a value of its own. Everything else, {@code info} and {@code fail} above all, observes nothing. Anomaly:
 * {@code went-back}: an observation began after another had ended that saw more. One pass; the budget is not looked at.
 */
public final class Monotonic implements Checker {
    private static final String NAME = "monotonic";

    private final Scope scope;

    /** A checker for this scope. */
    public Monotonic(Scope scope) {
        this.scope = scope;
    }

    /** Whose observations are compared. */
    public enum Scope {
        /** Each process only with itself: monotonic reads of a session. */
        SESSION,
        /** Everybody's, in real time. */
        REALTIME
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<Observed, Integer> highest = new HashMap<>();
        Map<Integer, Integer> highestAtInvocation = new HashMap<>();
        long observations = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient()) {
                continue;
            }
            Observed observed = new Observed(operation.key(), scope == Scope.SESSION ? operation.process() : -1);
            if (operation.type() == Operation.Type.INVOKE) {
                highestAtInvocation.put(operation.process(), highest.getOrDefault(observed, History.NONE));
                continue;
            }
            Integer before = highestAtInvocation.remove(operation.process());
            if (operation.type() != Operation.Type.OK || !(operation.value() instanceof Long value)) {
                continue;
            }
            observations++;
            if (before != null && before != History.NONE && value < seen(history, before)) {
                wentBack(history, before, i, findings);
            }
            Integer top = highest.get(observed);
            if (top == null || value > seen(history, top)) {
                highest.put(observed, i);
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("observations", observations);
        details.put("wentBack", findings.count("went-back"));
        return findings.result(
                details,
                observations == 0 ? "no ok operation has an integer as its value, so nothing was observed" : null,
                "none of " + observations + " observations went back");
    }

    private static long seen(History history, int position) {
        return history.get(position).value() instanceof Long value ? value : Long.MIN_VALUE;
    }

    private static void wentBack(History history, int before, int after, Findings findings) {
        Operation higher = history.get(before);
        Operation lower = history.get(after);
        findings.add(
                "went-back",
                "process " + lower.process() + " saw " + lower.value() + " after process " + higher.process()
                        + " had already seen " + higher.value(),
                List.of(history.get(history.pairOf(before)), higher, history.get(history.pairOf(after)), lower),
                Map.of("higher", seen(history, before), "lower", seen(history, after)));
    }

    private record Observed(@Nullable Object key, int process) {}
}
