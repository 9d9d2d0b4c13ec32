package io.schism.checkers.txn;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why one transaction over registers came before another. */
final class RegisterExplainer implements Explainer {
    private static final int[] NOBODY = {};

    private final Transactions transactions;
    private final RegisterAnalysis analysis;

    RegisterExplainer(Transactions transactions, RegisterAnalysis analysis) {
        this.transactions = transactions;
        this.analysis = analysis;
    }

    /** What makes a data dependency: a key and two of its versions. */
    private record Reason(int key, long earlier, long later, int[] witnesses) {}

    @Override
    public String because(Step step, String from, String to) {
        if (step.why() == Step.Why.PROCESS || step.why() == Step.Why.REALTIME) {
            return Orderings.because(step, transactions, from, to);
        }
        Reason reason = reason(step);
        String key = Transcript.text(transactions.codes().keyOf(reason.key()));
        String earlier = text(reason.earlier());
        String later = text(reason.later());
        if (step.why() == Step.Why.WR) {
            return to + " read key " + key + " as " + later + ", which " + from + " wrote";
        }
        String first =
                from + (step.why() == Step.Why.WW ? " set key " + key + " to " : " read key " + key + " as ") + earlier;
        return first + " and " + to + " set it to " + later + ", which came later" + whyLater(reason);
    }

    @Override
    public String about(Step step) {
        boolean order = step.why() == Step.Why.PROCESS || step.why() == Step.Why.REALTIME;
        return order
                ? ""
                : "key "
                        + Transcript.text(
                                transactions.codes().keyOf(reason(step).key()));
    }

    private String whyLater(Reason reason) {
        if (reason.earlier() == Codes.NIL) {
            return ", a key being unset before anything else";
        }
        return " (known from "
                + analysis.sources().stream().map(VersionSource::optionName).collect(Collectors.joining(", "))
                + ")";
    }

    @Override
    public int[] witnesses(Step step) {
        boolean data = step.why() == Step.Why.WW || step.why() == Step.Why.RW;
        return data ? reason(step).witnesses() : NOBODY;
    }

    private Reason reason(Step step) {
        for (int a = transactions.first()[step.from()]; a < transactions.end()[step.from()]; a++) {
            Reason reason = reason(step, transactions.key()[a]);
            if (reason != null) {
                return reason;
            }
        }
        throw new IllegalStateException("no " + step.why() + " dependency between transactions " + step.from() + " and "
                + step.to() + ", though an edge says so");
    }

    private @Nullable Reason reason(Step step, int keyNumber) {
        RegisterKey key = analysis.load(keyNumber);
        int from = RegisterKey.NONE;
        int to = RegisterKey.NONE;
        for (int touch = 0; touch < key.touches; touch++) {
            from = key.who[touch] == step.from() ? touch : from;
            to = key.who[touch] == step.to() ? touch : to;
        }
        if (from == RegisterKey.NONE || to == RegisterKey.NONE) {
            return null;
        }
        if (step.why() == Step.Why.WR) {
            int version = key.left[from];
            return version != RegisterKey.NONE && version == key.seen[to]
                    ? new Reason(keyNumber, key.code[version], key.code[version], NOBODY)
                    : null;
        }
        int earlier = step.why() == Step.Why.WW ? key.left[from] : key.seen[from];
        int later = key.left[to];
        if (earlier == RegisterKey.NONE || later == RegisterKey.NONE) {
            return null;
        }
        if (earlier == 0) {
            return new Reason(keyNumber, Codes.NIL, key.code[later], NOBODY);
        }
        VersionEdges known = analysis.known(keyNumber);
        int found = known.find(earlier, later);
        if (found < 0) {
            return null;
        }
        long witness = known.witnesses()[found];
        return new Reason(keyNumber, key.code[earlier], key.code[later], new int[] {
            VersionEdges.earlier(witness), VersionEdges.later(witness)
        });
    }

    private String text(long code) {
        return Transcript.text(transactions.codes().value(code));
    }
}
