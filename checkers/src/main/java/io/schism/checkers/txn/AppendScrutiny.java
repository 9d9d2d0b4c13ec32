package io.schism.checkers.txn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the lists of a key element by element; only where something is known to be wrong with it, since it costs as much as reading them. */
final class AppendScrutiny {
    private static final int UNKNOWN = -1;

    private final Transactions transactions;
    private final Transcript transcript;
    private final AppendExhibits exhibits;
    private final Anomalies anomalies;
    private final boolean emptyAtStart;

    AppendScrutiny(Transcript transcript, AppendExhibits exhibits, Anomalies anomalies, boolean emptyAtStart) {
        this.transactions = transcript.transactions();
        this.transcript = transcript;
        this.exhibits = exhibits;
        this.anomalies = anomalies;
        this.emptyAtStart = emptyAtStart;
    }

    /**
     * Looks at every list of a key.
     *
     * @param order the order of its versions
     * @param appends value to place among the key's micro-operations, below 0 for one that nobody appended
     * @param mops micro-operations, those of the key from {@code from} to {@code to}
     */
    void scrutinize(int[] order, LongIndex appends, int[] mops, int from, int to) {
        dirtyUpdates(order);
        int unset = UNKNOWN;
        for (int i = from; i < to && unset < 0; i++) {
            if (transactions.kind()[mops[i]] == Transactions.READ
                    && transactions.value()[mops[i]] == Codes.NIL) {
                unset = transactions.owner()[mops[i]];
            }
        }
        for (int i = from; i < to; i++) {
            int mop = mops[i];
            if (transactions.kind()[mop] == Transactions.READ && transactions.value()[mop] != Codes.NIL) {
                list(mop, appends, mops, from, unset);
            }
        }
    }

    private void list(int mop, LongIndex appends, int[] mops, int from, int unset) {
        List<?> list = (List<?>) transcript.valueOf(mop);
        if (list == null) {
            return;
        }
        Set<@Nullable Object> distinct = new HashSet<>();
        boolean aborted = false;
        boolean unwritten = false;
        boolean duplicate = false;
        int witness = unset;
        for (Object element : list) {
            int append = appends.get(transactions.codes().code(element));
            if (append >= 0) {
                int writer = transactions.owner()[mops[from + append]];
                witness = witness < 0 ? writer : witness;
                if (!aborted && !transactions.possible(writer)) {
                    aborted = true;
                    anomalies.add("G1a", () -> exhibits.abortedRead(mop, writer, element));
                }
            } else if (!unwritten && (witness >= 0 || emptyAtStart)) {
                unwritten = true;
                int shown = witness;
                anomalies.add("unwritten-read", () -> exhibits.unwrittenRead(mop, element, shown));
            }
            if (!distinct.add(element) && !duplicate) {
                duplicate = true;
                anomalies.add("duplicate-elements", () -> exhibits.duplicate(mop, element));
            }
        }
    }

    /** A committed append on top of an aborted one; what lies between them must be of unknown outcome. */
    private void dirtyUpdates(int[] order) {
        int aborted = UNKNOWN;
        for (int mop : order) {
            if (mop < 0) {
                continue;
            }
            switch (transactions.outcome()[transactions.owner()[mop]]) {
                case Transactions.FAIL -> aborted = aborted == UNKNOWN ? mop : aborted;
                case Transactions.OK -> {
                    if (aborted != UNKNOWN) {
                        int under = aborted;
                        anomalies.add("dirty-update", () -> exhibits.dirtyUpdate(under, mop));
                    }
                    aborted = UNKNOWN;
                }
                default -> {}
            }
        }
    }
}
