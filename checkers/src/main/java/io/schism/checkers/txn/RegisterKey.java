package io.schism.checkers.txn;

import java.util.Arrays;

/**
 * One key of a history of registers: its versions and who touched them. A version is a value; version 0 is the unset key. Loading numbers
 * the versions the same way each time, so one of these serves all keys in turn.
 */
final class RegisterKey {
    /** No version, no transaction. */
    static final int NONE = -1;

    private final Transactions transactions;
    private final Transcript transcript;
    private final Transactions.ByKey byKey;
    private final LongIndex index = new LongIndex();

    /** How many versions there are. */
    int versions;
    /** The micro-operation that wrote each version, or {@link #NONE}. */
    int[] write = new int[64];
    /** Whether the transaction that wrote the version overwrote it itself. */
    boolean[] intermediate = new boolean[64];
    /** Code of the value of each version. */
    long[] code = new long[64];

    /** How many transactions touched the key, in the order in which they completed. */
    int touches;
    /** The transactions. */
    int[] who = new int[64];
    /** The version that each read before it wrote, or {@link #NONE}. */
    int[] seen = new int[64];
    /** The version that each left behind, or {@link #NONE}. */
    int[] left = new int[64];

    private int key;

    RegisterKey(Transactions transactions, Transcript transcript) {
        this.transactions = transactions;
        this.transcript = transcript;
        this.byKey = transactions.byKey();
    }

    int from() {
        return byKey.start()[key];
    }

    int to() {
        return byKey.start()[key + 1];
    }

    int mop(int place) {
        return byKey.mops()[place];
    }

    /** Makes this the given key. */
    void load(int newKey) {
        key = newKey;
        int most = to() - from() + 1;
        if (write.length < most) {
            int room = Math.max(most, write.length * 2);
            write = new int[room];
            intermediate = new boolean[room];
            code = new long[room];
            who = new int[room];
            seen = new int[room];
            left = new int[room];
        }
        index.begin(most);
        versions = 0;
        add(Codes.NIL, NONE);
        for (int i = from(); i < to(); i++) {
            int mop = mop(i);
            if (transactions.kind()[mop] == Transactions.WRITE) {
                if (index.get(transactions.value()[mop]) != LongIndex.ABSENT) {
                    throw new UnusableHistoryException("value " + Transcript.text(transcript.valueOf(mop))
                            + " was written to key "
                            + Transcript.text(transactions.codes().keyOf(key))
                            + " more than once; the inference needs every write to a key to be of a value of its own");
                }
                add(transactions.value()[mop], mop);
            }
        }
        touches();
    }

    private int add(long value, int mop) {
        code[versions] = value;
        write[versions] = mop;
        intermediate[versions] = false;
        index.put(value, versions);
        return versions++;
    }

    private void touches() {
        touches = 0;
        int last = NONE;
        for (int i = from(); i < to(); i++) {
            int mop = mop(i);
            int owner = transactions.owner()[mop];
            if (owner != last) {
                last = owner;
                who[touches] = owner;
                seen[touches] = NONE;
                left[touches] = NONE;
                touches++;
            }
            int touch = touches - 1;
            byte kind = transactions.kind()[mop];
            if (kind == Transactions.WRITE) {
                if (left[touch] != NONE) {
                    intermediate[left[touch]] = true;
                }
                left[touch] = index.get(transactions.value()[mop]);
            } else if (kind == Transactions.READ) {
                int version = read(mop);
                if (left[touch] == NONE && seen[touch] == NONE) {
                    seen[touch] = version;
                }
            }
        }
    }

    /** The version that a micro-operation read. */
    int read(int mop) {
        int version = index.get(transactions.value()[mop]);
        return version == LongIndex.ABSENT ? add(transactions.value()[mop], NONE) : version;
    }

    /** The transaction that wrote a version, or {@link #NONE}. */
    int writer(int version) {
        return write[version] == NONE ? NONE : transactions.owner()[write[version]];
    }

    /** The transaction that left a version behind and may have taken effect, or {@link #NONE}. */
    int finalWriter(int version) {
        int writer = writer(version);
        return writer == NONE || intermediate[version] || !transactions.possible(writer) ? NONE : writer;
    }

    /** True for a transaction from which versions may be inferred: one that did not fail and, if it is not known to have committed, wrote. */
    boolean counts(int touch) {
        return transactions.ok(who[touch]) || (transactions.possible(who[touch]) && left[touch] != NONE);
    }

    /** The version with which a transaction first met the key. */
    int first(int touch) {
        return seen[touch] != NONE ? seen[touch] : left[touch];
    }

    /** The version with which it last met it. */
    int last(int touch) {
        return left[touch] != NONE ? left[touch] : seen[touch];
    }

    /** The touches in the order of invocation. */
    int[] byInvocation() {
        long[] order = new long[touches];
        for (int i = 0; i < touches; i++) {
            order[i] = ((long) who[i] << 32) | i;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToInt(pair -> (int) pair).toArray();
    }
}
