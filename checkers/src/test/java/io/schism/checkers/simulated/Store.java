package io.schism.checkers.simulated;

import org.jspecify.annotations.Nullable;

/** Something that is asked at one instant. */
@FunctionalInterface
public interface Store {
    /**
     * Takes effect.
     *
     * @param time the instant, in nanoseconds
     * @return the answer
     * @throws RefusedException when it has no effect; the client is told so
     */
    @Nullable Object ask(String f, @Nullable Object value, long time);

    /** The store refused: a definite failure. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
