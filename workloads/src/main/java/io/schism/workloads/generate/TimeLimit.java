package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;

/** Ends some nanoseconds after its first operation. */
record TimeLimit(long nanos, long end, Generator inner) implements Generator {
    static final long NOT_STARTED = -1;

    @Override
    public Step next(Context context) {
        if (end != NOT_STARTED && context.time() >= end) {
            return Step.exhausted();
        }
        Step step = inner.next(context);
        if (step instanceof Step.Emit emit) {
            long due = emit.operation().time();
            if (end == NOT_STARTED) {
                return new Step.Emit(emit.operation(), new TimeLimit(nanos, due + nanos, emit.rest()));
            }
            if (due >= end) {
                // Pending until the end rather than exhausted at once: what follows must not begin early.
                return new Step.Pending(this);
            }
        }
        return step.withRest(this::with);
    }

    @Override
    public Generator update(Context context, Operation event) {
        return with(inner.update(context, event));
    }

    private TimeLimit with(Generator changed) {
        return changed == inner ? this : new TimeLimit(nanos, end, changed);
    }
}
