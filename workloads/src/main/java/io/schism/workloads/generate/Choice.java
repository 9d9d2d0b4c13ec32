package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An operation of one of several generators: of one drawn at random, or of the one whose operation is due first.
 *
 * @param soonest whether an operation that is due earlier wins over one drawn before it
 */
record Choice(List<Generator> generators, boolean soonest) implements Generator {
    static Generator mix(List<Generator> generators) {
        return new Choice(generators, false);
    }

    static Generator any(List<Generator> generators) {
        return new Choice(generators, true);
    }

    @Override
    public Step next(Context context) {
        int count = generators.size();
        if (count == 0) {
            return Step.exhausted();
        }
        int first = context.choose(count);
        Context inside = context.reseeded();
        Generator[] rests = null;
        Step.Emit best = null;
        int bestAt = -1;
        for (int i = 0; i < count; i++) {
            int at = first + i < count ? first + i : first + i - count;
            Step step = generators.get(at).next(inside);
            if (step instanceof Step.Emit emit) {
                if (best == null || emit.operation().time() < best.operation().time()) {
                    best = emit;
                    bestAt = at;
                }
                if (!soonest || best.operation().time() <= context.time()) {
                    break;
                }
                continue;
            }
            rests = rests == null ? generators.toArray(new Generator[0]) : rests;
            rests[at] = step instanceof Step.Pending pending ? pending.rest() : Nothing.INSTANCE;
        }
        if (best == null) {
            List<Generator> left = withoutEnded(rests == null ? new Generator[0] : rests);
            return left.isEmpty() ? Step.exhausted() : new Step.Pending(new Choice(left, soonest));
        }
        if (rests == null && best.rest() == generators.get(bestAt)) {
            return new Step.Emit(best.operation(), this);
        }
        rests = rests == null ? generators.toArray(new Generator[0]) : rests;
        rests[bestAt] = best.rest();
        return new Step.Emit(best.operation(), new Choice(withoutEnded(rests), soonest));
    }

    @Override
    public Generator update(Context context, Operation event) {
        List<Generator> changed = null;
        for (int at = 0; at < generators.size(); at++) {
            Generator after = generators.get(at).update(context, event);
            if (after != generators.get(at)) {
                changed = changed == null ? new ArrayList<>(generators) : changed;
                changed.set(at, after);
            }
        }
        return changed == null ? this : new Choice(changed, soonest);
    }

    private static List<Generator> withoutEnded(Generator[] generators) {
        for (Generator generator : generators) {
            if (generator == Nothing.INSTANCE) {
                return Arrays.stream(generators)
                        .filter(each -> each != Nothing.INSTANCE)
                        .toList();
            }
        }
        return Arrays.asList(generators);
    }
}
