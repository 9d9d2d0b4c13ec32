package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assumptions under which transactions tell the order of a register's versions. */
enum VersionSource {
    /** The database itself says in which order transactions took effect. */
    TRANSACTION_ORDER("transaction-order") {
        @Override
        VersionEdges edges(RegisterKey key, Transactions transactions, Map<Long, Long> order) {
            record Placed(int touch, long place) {}
            List<Placed> placed = new ArrayList<>();
            for (int touch = 0; touch < key.touches; touch++) {
                if (key.left[touch] != RegisterKey.NONE && transactions.possible(key.who[touch])) {
                    Long place = place(key.who[touch], transactions, order);
                    if (place != null) {
                        placed.add(new Placed(touch, place));
                    }
                }
            }
            placed.sort(Comparator.comparingLong(Placed::place));
            VersionEdges.Collector edges = new VersionEdges.Collector();
            for (int i = 1; i < placed.size(); i++) {
                int before = placed.get(i - 1).touch();
                int after = placed.get(i).touch();
                edges.add(key.left[before], key.left[after], key.who[before], key.who[after]);
            }
            return edges.edges();
        }

        private @Nullable Long place(int transaction, Transactions transactions, Map<Long, Long> order) {
            History history = transactions.history();
            int completion = transactions.completion()[transaction];
            Long place = completion == History.NONE
                    ? null
                    : order.get(history.get(completion).index());
            return place != null
                    ? place
                    : order.get(
                            history.get(transactions.invocation()[transaction]).index());
        }
    },

    /** What a transaction writes follows what it read of the same key. */
    WRITES_FOLLOW_READS("wfr-keys") {
        @Override
        VersionEdges edges(RegisterKey key, Transactions transactions, Map<Long, Long> order) {
            VersionEdges.Collector edges = new VersionEdges.Collector();
            for (int touch = 0; touch < key.touches; touch++) {
                if (key.seen[touch] > 0 && key.left[touch] != RegisterKey.NONE) {
                    edges.add(key.seen[touch], key.left[touch], key.who[touch], key.who[touch]);
                }
            }
            return edges.edges();
        }
    },

    /** A process never goes back to an earlier version of a key. */
    SEQUENTIAL("sequential-keys") {
        @Override
        VersionEdges edges(RegisterKey key, Transactions transactions, Map<Long, Long> order) {
            VersionEdges.Collector edges = new VersionEdges.Collector();
            Map<Integer, Integer> lastOfProcess = new HashMap<>();
            for (int touch : key.byInvocation()) {
                if (!key.counts(touch)) {
                    continue;
                }
                Integer before = lastOfProcess.put(transactions.process()[key.who[touch]], touch);
                if (before != null && transactions.ok(key.who[before])) {
                    edges.add(key.last(before), key.first(touch), key.who[before], key.who[touch]);
                }
            }
            return edges.edges();
        }
    },

    /** Once a transaction has completed, nobody who begins later goes back behind its version of a key. */
    LINEARIZABLE("linearizable-keys") {
        @Override
        VersionEdges edges(RegisterKey key, Transactions transactions, Map<Long, Long> order) {
            VersionEdges.Collector edges = new VersionEdges.Collector();
            int[] invoked = key.byInvocation();
            int[] recent = new int[key.touches];
            int head = 0;
            int tail = 0;
            int completing = 0;
            for (int touch : invoked) {
                int start = transactions.invocation()[key.who[touch]];
                for (; completing < key.touches && completed(key, transactions, completing) < start; completing++) {
                    if (!transactions.ok(key.who[completing])) {
                        continue;
                    }
                    int itsStart = transactions.invocation()[key.who[completing]];
                    while (head < tail && completed(key, transactions, recent[head]) < itsStart) {
                        head++;
                    }
                    recent[tail++] = completing;
                }
                for (int i = head; i < tail && key.counts(touch); i++) {
                    edges.add(key.last(recent[i]), key.first(touch), key.who[recent[i]], key.who[touch]);
                }
            }
            return edges.edges();
        }

        /** Touches are in the order of completion, those that never completed last. */
        private int completed(RegisterKey key, Transactions transactions, int touch) {
            int completion = transactions.completion()[key.who[touch]];
            return completion == History.NONE ? Integer.MAX_VALUE : completion;
        }
    };

    private final String optionName;

    VersionSource(String optionName) {
        this.optionName = optionName;
    }

    /** The option that asks for it. */
    String optionName() {
        return optionName;
    }

    /**
     * What it tells of a key.
     *
     * @param order operation index to place, for {@link #TRANSACTION_ORDER}
     */
    abstract VersionEdges edges(RegisterKey key, Transactions transactions, Map<Long, Long> order);
}
