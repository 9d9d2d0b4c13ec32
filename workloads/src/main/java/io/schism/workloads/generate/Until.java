package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.BitSet;
import java.util.function.Predicate;

/** Ends when one of its own operations completed as wanted; those of others, told of by the same events, do not count. */
final class Until implements Generator {
    private final Predicate<Operation> wanted;
    private final BitSet open;
    private final boolean done;
    private final Generator inner;

    private Until(Predicate<Operation> wanted, BitSet open, boolean done, Generator inner) {
        this.wanted = wanted;
        this.open = open;
        this.done = done;
        this.inner = inner;
    }

    static Generator of(Predicate<Operation> wanted, Generator inner) {
        return new Until(wanted, new BitSet(), false, inner);
    }

    @Override
    public Step next(Context context) {
        if (done) {
            return Step.exhausted();
        }
        Step step = inner.next(context);
        if (step instanceof Step.Emit emit) {
            BitSet opened = (BitSet) open.clone();
            opened.set(emit.operation().process());
            return new Step.Emit(emit.operation(), new Until(wanted, opened, false, emit.rest()));
        }
        return step.withRest(rest -> new Until(wanted, open, false, rest));
    }

    @Override
    public Generator update(Context context, Operation event) {
        Generator after = inner.update(context, event);
        if (event.type() == Operation.Type.INVOKE || !open.get(event.process())) {
            return after == inner ? this : new Until(wanted, open, done, after);
        }
        BitSet closed = (BitSet) open.clone();
        closed.clear(event.process());
        return new Until(wanted, closed, done || wanted.test(event), after);
    }
}
