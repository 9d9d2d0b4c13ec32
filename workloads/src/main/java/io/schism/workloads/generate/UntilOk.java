package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.BitSet;

/** Ends when one of its own operations completed ok; those of others, told of by the same events, do not count. */
final class UntilOk implements Generator {
    private final BitSet open;
    private final boolean done;
    private final Generator inner;

    private UntilOk(BitSet open, boolean done, Generator inner) {
        this.open = open;
        this.done = done;
        this.inner = inner;
    }

    static Generator of(Generator inner) {
        return new UntilOk(new BitSet(), false, inner);
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
            return new Step.Emit(emit.operation(), new UntilOk(opened, false, emit.rest()));
        }
        return step.withRest(rest -> new UntilOk(open, false, rest));
    }

    @Override
    public Generator update(Context context, Operation event) {
        Generator after = inner.update(context, event);
        if (event.type() == Operation.Type.INVOKE || !open.get(event.process())) {
            return after == inner ? this : new UntilOk(open, done, after);
        }
        BitSet closed = (BitSet) open.clone();
        closed.clear(event.process());
        return new UntilOk(closed, done || event.type() == Operation.Type.OK, after);
    }
}
