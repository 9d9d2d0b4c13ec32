package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.function.UnaryOperator;

/** Changes every operation. */
record Mapped(Generator inner, UnaryOperator<Operation> change) implements Generator {
    @Override
    public Step next(Context context) {
        Step step = inner.next(context);
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(change.apply(emit.operation()), with(emit.rest()));
        }
        return step.withRest(this::with);
    }

    @Override
    public Generator update(Context context, Operation event) {
        return with(inner.update(context, event));
    }

    private Mapped with(Generator changed) {
        return changed == inner ? this : new Mapped(changed, change);
    }
}
