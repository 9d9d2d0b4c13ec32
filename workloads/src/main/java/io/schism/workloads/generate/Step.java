package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The answer of a generator: an operation, nothing yet, or nothing ever more. */
public sealed interface Step {
    /** No more operations. */
    static Step exhausted() {
        return Exhausted.INSTANCE;
    }

    /** The same step with its remaining generator replaced by what the function makes of it. */
    Step withRest(UnaryOperator<Generator> wrapping);

    /**
     * An operation for a process that is free.
     *
     * @param operation an invocation without an index, due at its time, which may lie ahead
     * @param rest the generator after this operation was invoked
     */
    record Emit(Operation operation, Generator rest) implements Step {
        public Emit {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(rest, "rest");
        }

        @Override
        public Step withRest(UnaryOperator<Generator> wrapping) {
            return new Emit(operation, wrapping.apply(rest));
        }
    }

    /**
     * Nothing can be done until time passes or an event comes.
     *
     * @param rest the generator to ask again
     */
    record Pending(Generator rest) implements Step {
        public Pending {
            Objects.requireNonNull(rest, "rest");
        }

        @Override
        public Step withRest(UnaryOperator<Generator> wrapping) {
            return new Pending(wrapping.apply(rest));
        }
    }

    /** Nothing ever more. */
    enum Exhausted implements Step {
        /** The only one. */
        INSTANCE;

        @Override
        public Step withRest(UnaryOperator<Generator> wrapping) {
            return this;
        }
    }
}
