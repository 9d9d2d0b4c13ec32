package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;

/** The same from its beginning, several times. */
record Cycle(int times, Generator original, Generator current) implements Generator {
    @Override
    public Step next(Context context) {
        if (times == 0) {
            return Step.exhausted();
        }
        Step step = current.next(context);
        if (step != Step.exhausted()) {
            return step.withRest(rest -> new Cycle(times, original, rest));
        }
        // A round without an operation would be followed by others like it: end instead.
        return times == 1 || current == original ? step : new Cycle(times - 1, original, original).next(context);
    }

    @Override
    public Generator update(Context context, Operation event) {
        Generator after = current.update(context, event);
        return after == current ? this : new Cycle(times, original, after);
    }
}
