package io.schism.harness.disk.volume;

import java.io.IOException;

/** The disk did not do what it was asked, because it is sick. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        NO_SPACE,
        READ_ONLY,
        /** The caller was killed while it waited. */
        INTERRUPTED
    }

    RefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
