package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.BitSet;

/** Ends rather than use one process more than allowed. */
final class ProcessLimit implements Generator {
    private final int limit;
    private final BitSet used;
    private final Generator inner;

    private ProcessLimit(int limit, BitSet used, Generator inner) {
        this.limit = limit;
        this.used = used;
        this.inner = inner;
    }

    static Generator of(int limit, Generator inner) {
        return new ProcessLimit(limit, new BitSet(), inner);
    }

    @Override
    public Step next(Context context) {
        Step step = inner.next(context);
        if (!(step instanceof Step.Emit emit)) {
            return step.withRest(this::with);
        }
        int process = emit.operation().process();
        if (used.get(process)) {
            return new Step.Emit(emit.operation(), with(emit.rest()));
        }
        if (used.cardinality() >= limit) {
            return Step.exhausted();
        }
        BitSet more = (BitSet) used.clone();
        more.set(process);
        return new Step.Emit(emit.operation(), new ProcessLimit(limit, more, emit.rest()));
    }

    @Override
    public Generator update(Context context, Operation event) {
        return with(inner.update(context, event));
    }

    private ProcessLimit with(Generator changed) {
        return changed == inner ? this : new ProcessLimit(limit, used, changed);
    }
}
