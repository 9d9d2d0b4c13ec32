package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;

/** At most so many operations. */
record Limit(long left, Generator inner) implements Generator {
    @Override
    public Step next(Context context) {
        if (left == 0) {
            return Step.exhausted();
        }
        Step step = inner.next(context);
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(emit.operation(), new Limit(left - 1, emit.rest()));
        }
        return step.withRest(this::with);
    }

    @Override
    public Generator update(Context context, Operation event) {
        return with(inner.update(context, event));
    }

    private Limit with(Generator changed) {
        return changed == inner ? this : new Limit(left, changed);
    }
}
