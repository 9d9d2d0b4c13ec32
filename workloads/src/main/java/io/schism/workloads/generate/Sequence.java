package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.List;

/** One after another. */
record Sequence(List<Generator> generators, int at, Generator current) implements Generator {
    static Generator of(List<Generator> generators) {
        return generators.isEmpty() ? Nothing.INSTANCE : new Sequence(generators, 0, generators.get(0));
    }

    @Override
    public Step next(Context context) {
        Sequence sequence = this;
        while (true) {
            Step step = sequence.current.next(context);
            if (step != Step.exhausted()) {
                return step.withRest(sequence::with);
            }
            if (sequence.at + 1 == generators.size()) {
                return step;
            }
            sequence = new Sequence(generators, sequence.at + 1, generators.get(sequence.at + 1));
        }
    }

    @Override
    public Generator update(Context context, Operation event) {
        return with(current.update(context, event));
    }

    private Sequence with(Generator changed) {
        return changed == current ? this : new Sequence(generators, at, changed);
    }
}
