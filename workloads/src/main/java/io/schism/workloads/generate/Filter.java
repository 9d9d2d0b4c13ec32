package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.function.Predicate;

/** Skips operations; what it skips is drawn again with other chance. */
record Filter(Generator inner, Predicate<Operation> predicate) implements Generator {
    /** So many skipped operations in a row are taken for a predicate that nothing satisfies. */
    private static final int SKIP_LIMIT = 100_000;

    @Override
    public Step next(Context context) {
        Generator generator = inner;
        Context inside = context;
        for (int skipped = 0; skipped < SKIP_LIMIT; skipped++) {
            Step step = generator.next(inside);
            if (!(step instanceof Step.Emit emit) || predicate.test(emit.operation())) {
                return step.withRest(rest -> new Filter(rest, predicate));
            }
            generator = emit.rest();
            inside = inside.reseeded();
        }
        throw new IllegalStateException("none of " + SKIP_LIMIT + " operations satisfies the filter; widen it");
    }

    @Override
    public Generator update(Context context, Operation event) {
        Generator after = inner.update(context, event);
        return after == inner ? this : new Filter(after, predicate);
    }
}
