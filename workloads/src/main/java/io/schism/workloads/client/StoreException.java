package io.schism.workloads.client;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not end well. Adapters translate the system's exceptions and status codes into a {@link Kind}; what a kind means for the
 * outcome of an operation stands in one table, {@link Kind#definite}.
 */
public final class StoreException extends RuntimeException {
    private final Kind kind;
    private final boolean definite;

    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, kind.definite());
    }

    private StoreException(Kind kind, @Nullable String message, @Nullable Throwable cause, boolean definite) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.definite = definite;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Whether the operation that met it did not and will not take effect. */
    public boolean definite() {
        return definite;
    }

    /**
     * Does a step that changes nothing, of an operation that has changed nothing so far: whatever error the step meets, the operation did not
     * take effect, so the error is a {@link #definite} one.
     */
    public static <T> T harmless(Supplier<T> step) {
        try {
            return step.get();
        } catch (StoreException e) {
            throw new StoreException(e.kind, e.getMessage(), e, true);
        }
    }

    /**
     * Does a step of an operation that has changed something already: whatever error the step meets, the operation cannot be said to have had no
     * effect, so the error is not a {@link #definite} one.
     */
    public static <T> T halfway(Supplier<T> step) {
        try {
            return step.get();
        } catch (StoreException e) {
            throw new StoreException(e.kind, e.getMessage(), e, false);
        }
    }

    /** The kinds of errors, and whether the system promises that a write which met one cannot take effect, now or later. */
    public enum Kind {
        /** The deadline passed. */
        TIMEOUT(false),
        /** The connection broke, or the server said it is unavailable, after the request may have left. */
        UNAVAILABLE(false),
        /** The request never left: connection refused, or no connection before the deadline. */
        NOT_SENT(true),
        /** The server refused before proposing: it is not the leader and does not forward. */
        NOT_LEADER(true),
        /** The server refused to propose: overloaded. */
        TOO_MANY_REQUESTS(true),
        /** The request was malformed. */
        INVALID_REQUEST(true),
        /** The thing asked for does not exist (lease, member). */
        NOT_FOUND(true),
        /** The revision asked for was compacted away. */
        COMPACTED(true),
        /** Leadership changed while the request was under way. */
        LEADER_CHANGED(false),
        /** Certificate or password refused. */
        REFUSED(true),
        /** Anything else; never taken for a failure. */
        OTHER(false);

        private final boolean definite;

        Kind(boolean definite) {
            this.definite = definite;
        }

        /** True when a write that ended so did not and will not take effect. */
        public boolean definite() {
            return definite;
        }
    }
}
