package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;

/**
 * Plans every operation for a time of its own.
 *
 * @param interval nanoseconds between two operations, on the average
 * @param random whether the distance is drawn from 0 to twice the interval, or always the interval
 * @param due when the next operation is due
 */
record Stagger(long interval, boolean random, long due, Generator inner) implements Generator {
    static final long NOT_STARTED = -1;
    /** How far the plan may fall behind and be made up for, in nanoseconds: more than a scheduler's hiccup, less than a fault. */
    private static final long SLACK = 10_000_000;

    @Override
    public Step next(Context context) {
        Step step = inner.next(context.reseeded());
        if (!(step instanceof Step.Emit emit)) {
            return step.withRest(this::with);
        }
        long ready = emit.operation().time();
        long planned = due == NOT_STARTED ? ready : Math.max(due, ready - SLACK);
        long distance = random ? (long) (context.random().nextDouble() * 2 * interval) : interval;
        Generator rest = new Stagger(interval, random, planned + distance, emit.rest());
        return new Step.Emit(planned > ready ? at(planned, emit.operation()) : emit.operation(), rest);
    }

    @Override
    public Generator update(Context context, Operation event) {
        return with(inner.update(context, event));
    }

    private Stagger with(Generator changed) {
        return changed == inner ? this : new Stagger(interval, random, due, changed);
    }

    private static Operation at(long time, Operation operation) {
        return new Operation(
                operation.index(),
                time,
                operation.process(),
                operation.type(),
                operation.f(),
                operation.key(),
                operation.value(),
                operation.error());
    }
}
