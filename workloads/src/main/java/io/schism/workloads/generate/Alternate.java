package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;

/** From each in turn, until one ends. */
record Alternate(List<Generator> generators, int at) implements Generator {
    @Override
    public Step next(Context context) {
        if (generators.isEmpty()) {
            return Step.exhausted();
        }
        Step step = generators.get(at).next(context);
        if (step instanceof Step.Emit emit) {
            return new Step.Emit(
                    emit.operation(), new Alternate(with(at, emit.rest()), at + 1 == generators.size() ? 0 : at + 1));
        }
        return step.withRest(rest -> new Alternate(with(at, rest), at));
    }

    @Override
    public Generator update(Context context, Operation event) {
        Alternate alternate = this;
        for (int i = 0; i < generators.size(); i++) {
            Generator after = generators.get(i).update(context, event);
            if (after != generators.get(i)) {
                alternate = new Alternate(alternate.with(i, after), at);
            }
        }
        return alternate;
    }

    private List<Generator> with(int place, Generator changed) {
        if (generators.get(place) == changed) {
            return generators;
        }
        List<Generator> copy = new ArrayList<>(generators);
        copy.set(place, changed);
        return copy;
    }
}
