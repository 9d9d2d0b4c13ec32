package io.schism.checkers.txn;

import java.util.Arrays;

/** Why one transaction over lists came before another. */
final class AppendExplainer implements Explainer {
    private static final int[] NOBODY = {};

    private final Transactions transactions;
    private final Transcript transcript;
    private final AppendDialect dialect;
    private final AppendAnalysis analysis;

    AppendExplainer(Transcript transcript, AppendDialect dialect, AppendAnalysis analysis) {
        this.transactions = transcript.transactions();
        this.transcript = transcript;
        this.dialect = dialect;
        this.analysis = analysis;
    }

    @Override
    public String because(Step step, String from, String to) {
        int[] pair = pair(step);
        return switch (step.why()) {
            case WW ->
                "%s appended %s to key %s and %s appended %s after it"
                        .formatted(from, text(pair[0]), keyText(pair[0]), to, text(pair[1]));
            case WR ->
                "%s read key %s as %s, which ends in an append of %s"
                        .formatted(to, keyText(pair[1]), text(pair[1]), from);
            case RW ->
                "%s read key %s as %s and so did not see %s's append of %s"
                        .formatted(from, keyText(pair[0]), text(pair[0]), to, text(pair[1]));
            case PROCESS, REALTIME -> Orderings.because(step, transactions, from, to);
        };
    }

    @Override
    public String about(Step step) {
        int[] pair = pair(step);
        return pair.length == 0 ? "" : "key " + keyText(pair[0]);
    }

    @Override
    public int[] witnesses(Step step) {
        if (step.why() != Step.Why.WW && step.why() != Step.Why.RW) {
            return NOBODY;
        }
        int key = transactions.key()[pair(step)[1]];
        return analysis.order(key).length == 0 ? NOBODY : new int[] {dialect.longestBy(key)};
    }

    /** The two micro-operations that make a data dependency. */
    private int[] pair(Step step) {
        if (step.why() == Step.Why.PROCESS || step.why() == Step.Why.REALTIME) {
            return NOBODY;
        }
        for (int a = transactions.first()[step.from()]; a < transactions.end()[step.from()]; a++) {
            for (int b = transactions.first()[step.to()]; b < transactions.end()[step.to()]; b++) {
                if (transactions.key()[a] == transactions.key()[b] && makes(step.why(), a, b)) {
                    return new int[] {a, b};
                }
            }
        }
        throw new IllegalStateException("no " + step.why() + " dependency between transactions " + step.from() + " and "
                + step.to() + ", though an edge says so");
    }

    private boolean makes(Step.Why why, int a, int b) {
        boolean aWrites = transactions.kind()[a] == Transactions.WRITE;
        boolean bWrites = transactions.kind()[b] == Transactions.WRITE;
        return switch (why) {
            case WW -> aWrites && bWrites && follows(place(a), b);
            case WR ->
                aWrites && reads(b) && transactions.value()[b] == transactions.value()[a];
            case RW -> reads(a) && bWrites && follows(placeRead(a), b);
            case PROCESS, REALTIME -> false;
        };
    }

    private boolean reads(int mop) {
        return transactions.kind()[mop] == Transactions.READ;
    }

    private boolean follows(int version, int append) {
        int[] order = analysis.order(transactions.key()[append]);
        if (version < -1) {
            return false;
        }
        int place = place(append);
        return place < 0 ? version == order.length - 1 : version + 1 == place;
    }

    /** Where an append stands in the order of its key, -2 when nobody saw it. */
    private int place(int append) {
        int[] order = analysis.order(transactions.key()[append]);
        for (int i = 0; i < order.length; i++) {
            if (order[i] == append) {
                return i;
            }
        }
        return -2;
    }

    private int placeRead(int read) {
        long last = transactions.value()[read];
        if (last == Codes.NIL) {
            return -1;
        }
        int key = transactions.key()[read];
        long[] longest = dialect.longest(key);
        long[] distinct =
                Arrays.stream(longest, 0, dialect.length(key)).distinct().toArray();
        for (int i = 0; i < distinct.length; i++) {
            if (distinct[i] == last) {
                return i;
            }
        }
        return -2;
    }

    private String keyText(int mop) {
        return Transcript.text(transactions.codes().keyOf(transactions.key()[mop]));
    }

    private String text(int mop) {
        return Transcript.text(transcript.valueOf(mop));
    }
}
