package io.schism.checkers.txn;

import io.schism.checkers.history.History;

/**
 * A history of transactions without its objects. Transactions are numbered in the order of their invocations, so that "invoked after" is a
 * suffix of the numbers. Micro-operations lie in one sequence, those of a transaction side by side. The arrays are shared, not copied:
 * they are read only once this exists.
 *
 * @param history where they come from
 * @param count how many there are, those that failed included
 * @param invocation position of each invocation
 * @param completion position of each completion, or {@link History#NONE}
 * @param process who ran it
 * @param outcome {@link #OK}, {@link #INFO} or {@link #FAIL}
 * @param after the first transaction that was invoked after this one had completed {@code ok}; {@code count} where there is none or where
 *     the completion says nothing about when it took effect
 * @param first first micro-operation of each transaction
 * @param end one past the last
 * @param owner the transaction of each micro-operation
 * @param kind {@link #READ}, {@link #WRITE} or {@link #UNREAD}
 * @param key number of the key
 * @param value code of the value written or read; for a list that was read, of its last element
 * @param codes what the numbers stand for
 */
@SuppressWarnings("ArrayRecordComponent")
record Transactions(
        History history,
        int count,
        int[] invocation,
        int[] completion,
        int[] process,
        byte[] outcome,
        int[] after,
        int[] first,
        int[] end,
        int[] owner,
        byte[] kind,
        int[] key,
        long[] value,
        Codes codes) {
    /** Took effect. */
    static final byte OK = 0;
    /** May have taken effect: unknown, or still open at the end of the history. */
    static final byte INFO = 1;
    /** Did not take effect. */
    static final byte FAIL = 2;

    /** A read whose answer is known. */
    static final byte READ = 0;
    /** A write or append. */
    static final byte WRITE = 1;
    /** A read whose answer nobody knows. */
    static final byte UNREAD = 2;

    boolean ok(int transaction) {
        return outcome[transaction] == OK;
    }

    /** True when it may have taken effect. */
    boolean possible(int transaction) {
        return outcome[transaction] != FAIL;
    }

    /** Micro-operations grouped by key: those of key {@code k} are {@code mops[start[k]] … mops[start[k + 1] - 1]}, in order. */
    record ByKey(int[] start, int[] mops) {}

    ByKey byKey() {
        int keys = codes.keyCount();
        int[] start = new int[keys + 1];
        for (int k : key) {
            start[k + 1]++;
        }
        for (int k = 0; k < keys; k++) {
            start[k + 1] += start[k];
        }
        int[] next = start.clone();
        int[] mops = new int[key.length];
        for (int mop = 0; mop < key.length; mop++) {
            mops[next[key[mop]]++] = mop;
        }
        return new ByKey(start, mops);
    }

    /** For each transaction the next one of its process that may have taken effect, or {@link History#NONE}. */
    int[] nextOfProcess() {
        int[] next = new int[count];
        LongIndex last = new LongIndex();
        last.begin(64);
        for (int t = 0; t < count; t++) {
            next[t] = History.NONE;
            if (!possible(t)) {
                continue;
            }
            int before = last.put(process[t], t);
            if (before != LongIndex.ABSENT && ok(before)) {
                next[before] = t;
            }
        }
        return next;
    }
}
