package io.schism.harness.environment;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers why the nodes of a run cannot be had any more, and tells whoever waits for it, once. Safe for several threads. */
public final class Loss {
    private @Nullable String why;
    private @Nullable Runnable listener;
    private boolean expected;

    /** What was lost, in one line; only the first counts, and none once the end is expected. */
    public void report(String reason) {
        Runnable told;
        synchronized (this) {
            if (expected || why != null) {
                return;
            }
            why = Objects.requireNonNull(reason, "reason");
            told = listener;
        }
        if (told != null) {
            told.run();
        }
    }

    /** Why the nodes are gone for good, or empty while they are not. */
    public synchronized Optional<String> why() {
        return Optional.ofNullable(why);
    }

    /** Has the listener run when the nodes are lost, at once when they are already; it must not wait. */
    public void listener(Runnable run) {
        synchronized (this) {
            listener = run;
            if (why == null) {
                return;
            }
        }
        run.run();
    }

    /** From now on whatever ends, ends as it should. */
    public synchronized void expected() {
        expected = true;
    }
}
