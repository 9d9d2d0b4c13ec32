package io.schism.workloads.generate;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The leaf of every generator: requests made from a state and chance, for any thread that is free. */
record Unfold<S>(S state, BiFunction<S, RandomGenerator, @Nullable Unfolded<S>> source) implements Generator {
    @Override
    public Step next(Context context) {
        Unfolded<S> made = source.apply(state, context.random());
        if (made == null) {
            return Step.exhausted();
        }
        int thread = context.someFreeThread();
        if (thread < 0) {
            return new Step.Pending(this);
        }
        // Most states never change; then this generator is its own rest, and nothing is allocated.
        Generator rest = made.state() == state ? this : new Unfold<>(made.state(), source);
        return new Step.Emit(context.invocation(thread, made.request()), rest);
    }
}
