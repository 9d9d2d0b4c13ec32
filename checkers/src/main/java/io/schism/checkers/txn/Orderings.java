package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.Locale;

/** Words for orders that do not come from data. */
final class Orderings {
    private Orderings() {}

    /** Why the first transaction of a step came before the second, by process or by real time. */
    static String because(Step step, Transactions transactions, String from, String to) {
        if (step.why() == Step.Why.PROCESS) {
            return "process " + transactions.process()[step.from()] + " ran " + from + " before " + to;
        }
        History history = transactions.history();
        Operation completed = history.get(transactions.completion()[step.from()]);
        Operation invoked = history.get(transactions.invocation()[step.to()]);
        String gap = "";
        if (completed.time() >= 0 && invoked.time() > completed.time()) {
            gap = String.format(Locale.ROOT, ", %.3f ms earlier", (invoked.time() - completed.time()) / 1e6);
        }
        return from + " completed (operation " + completed.index() + ") before " + to + " was invoked (operation "
                + invoked.index() + gap + ")";
    }
}
