package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the transactions out of a history in one pass over its objects, which is where most of the time goes. */
final class TransactionReader {
    private static final int[] NO_KEYS = {};

    private final History history;
    private final Dialect dialect;
    private final Codes codes;
    private final Allowance allowance;

    private final int[] invocation;
    private final int[] completion;
    private final int[] process;
    private final byte[] outcome;
    private final int[] after;
    private final int[] first;
    private final int[] end;
    private int count;

    private int mops;
    private int[] owner;
    private byte[] kind;
    private int[] key;
    private long[] value;

    private TransactionReader(History history, Dialect dialect, Codes codes, Allowance allowance) {
        this.history = history;
        this.dialect = dialect;
        this.codes = codes;
        this.allowance = allowance;
        int most = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient() && operation.type() == Operation.Type.INVOKE) {
                most++;
            }
        }
        allowance.hold(most * 90L);
        invocation = new int[most];
        completion = new int[most];
        process = new int[most];
        outcome = new byte[most];
        after = new int[most];
        first = new int[most];
        end = new int[most];
        int room = most * 3 + 16;
        owner = new int[room];
        kind = new byte[room];
        key = new int[room];
        value = new long[room];
    }

    /**
     * The transactions of a history.
     *
     * @throws UnusableHistoryException when an operation is no transaction of this dialect
     */
    static Transactions read(History history, Dialect dialect, Codes codes, Allowance allowance) {
        return new TransactionReader(history, dialect, codes, allowance).read();
    }

    private Transactions read() {
        int[] numberAt = new int[history.size()];
        for (int position = 0; position < history.size(); position++) {
            Operation operation = history.get(position);
            if (!operation.ofClient()) {
                continue;
            }
            allowance.work(8);
            if (operation.type() == Operation.Type.INVOKE) {
                numberAt[position] = count;
                invocation[count] = position;
                completion[count] = History.NONE;
                process[count] = operation.process();
                outcome[count] = Transactions.INFO;
                count++;
                continue;
            }
            int pair = history.pairOf(position);
            int transaction = numberAt[pair];
            completion[transaction] = position;
            outcome[transaction] = outcomeOf(operation);
            after[transaction] = operation.type() == Operation.Type.OK ? count : Integer.MAX_VALUE;
            Operation invoked = history.get(pair);
            microOperations(transaction, operation, operation.value() == null ? invoked.value() : operation.value());
        }
        for (int t = 0; t < count; t++) {
            if (completion[t] == History.NONE) {
                Operation invoked = history.get(invocation[t]);
                after[t] = count;
                microOperations(t, invoked, invoked.value());
            }
            after[t] = Math.min(after[t], count);
        }
        return new Transactions(
                history,
                count,
                invocation,
                completion,
                process,
                outcome,
                after,
                first,
                end,
                Arrays.copyOf(owner, mops),
                Arrays.copyOf(kind, mops),
                Arrays.copyOf(key, mops),
                Arrays.copyOf(value, mops),
                codes);
    }

    private static byte outcomeOf(Operation operation) {
        return switch (operation.type()) {
            case OK -> Transactions.OK;
            case FAIL -> Transactions.FAIL;
            case INFO, INVOKE -> Transactions.INFO;
        };
    }

    private void microOperations(int transaction, Operation operation, @Nullable Object list) {
        if (!operation.f().equals("txn") || !(list instanceof List<?> transactionValue)) {
            throw new UnusableHistoryException("operation " + operation.index() + ": " + operation.f()
                    + " is no transaction; this checker reads f \"txn\" with a list of [f, key, value]");
        }
        int size = transactionValue.size();
        reserve(size);
        first[transaction] = mops;
        for (int i = 0; i < size; i++) {
            if (!(transactionValue.get(i) instanceof List<?> mop) || mop.size() != 3) {
                throw malformed(operation, transactionValue.get(i));
            }
            microOperation(transaction, operation, mop);
        }
        end[transaction] = mops;
        if (outcome[transaction] == Transactions.OK) {
            dialect.committed(
                    transaction,
                    transactionValue,
                    size < 2 ? NO_KEYS : Arrays.copyOfRange(key, first[transaction], mops));
        }
    }

    private void microOperation(int transaction, Operation operation, List<?> mop) {
        Object f = mop.get(0);
        int keyNumber = codes.key(mop.get(1));
        owner[mops] = transaction;
        key[mops] = keyNumber;
        if ("r".equals(f)) {
            boolean known = outcome[transaction] == Transactions.OK;
            kind[mops] = known ? Transactions.READ : Transactions.UNREAD;
            value[mops] = known ? dialect.read(transaction, keyNumber, mop.get(2)) : Codes.NIL;
        } else if (dialect.writeWord().equals(f)) {
            kind[mops] = Transactions.WRITE;
            value[mops] = codes.code(mop.get(2));
            if (value[mops] == Codes.NIL) {
                throw new UnusableHistoryException("operation " + operation.index() + ": " + f + " of null to key "
                        + mop.get(1) + "; null is the initial state and cannot be written");
            }
        } else {
            throw malformed(operation, mop);
        }
        mops++;
    }

    private UnusableHistoryException malformed(Operation operation, @Nullable Object mop) {
        return new UnusableHistoryException("operation " + operation.index() + ": micro-operation " + mop
                + " is neither [\"r\", key, value] nor [\"" + dialect.writeWord() + "\", key, value]");
    }

    private void reserve(int more) {
        if (mops + more <= owner.length) {
            return;
        }
        int room = Math.max(mops + more, mops + (mops >> 1));
        allowance.hold((room - mops) * 17L);
        owner = Arrays.copyOf(owner, room);
        kind = Arrays.copyOf(kind, room);
        key = Arrays.copyOf(key, room);
        value = Arrays.copyOf(value, room);
    }
}
