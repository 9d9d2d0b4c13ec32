package io.schism.workloads.watch;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * At the end, when everything is healed and nobody writes, every watcher was told of all there was. One that was not has not been proved to miss
 * anything, so the verdict is unknown then.
 */
final class CatchingUp implements Checker {
    private static final String NAME = "watchers-converge";

    @Override
    public String name() {
        return NAME;
    }

    /** Whether this watch came as far as the store was when it began. */
    static boolean there(Operation completed) {
        return completed.type() == Operation.Type.OK
                && completed.value() instanceof Map<?, ?> value
                && !value.containsKey(WatchWorkload.BEHIND);
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Set<Integer> asked = new TreeSet<>();
        Set<Integer> caughtUp = new TreeSet<>();
        for (Operation operation : history.operations()) {
            if (operation.ofClient()
                    && operation.f().equals(WatchWorkload.WATCH)
                    && operation.value() instanceof Map<?, ?> value
                    && Boolean.TRUE.equals(value.get(WatchWorkload.LAST))) {
                asked.add(operation.process());
                if (there(operation)) {
                    caughtUp.add(operation.process());
                }
            }
        }
        Map<String, @Nullable Object> details =
                Map.of("watchers", (long) asked.size(), "caughtUp", (long) caughtUp.size());
        if (asked.isEmpty()) {
            return CheckResult.of(NAME, Verdict.UNKNOWN, "no watcher was asked to catch up at the end", details);
        }
        asked.removeAll(caughtUp);
        return asked.isEmpty()
                ? CheckResult.of(
                        NAME, Verdict.VALID, "all " + caughtUp.size() + " watchers caught up at the end", details)
                : CheckResult.of(
                        NAME,
                        Verdict.UNKNOWN,
                        "the watchers of processes " + asked + " did not catch up with the end in time",
                        details);
    }
}
