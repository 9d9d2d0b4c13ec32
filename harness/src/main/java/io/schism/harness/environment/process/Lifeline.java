package io.schism.harness.environment.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The standard input of a child process that ends when it does, because even {@code kill -9} of the harness cannot prevent that. */
public final class Lifeline {
    private Lifeline() {}

    /** Cuts it and waits for the process to end; one that has not ended within the patience is killed. */
    public static void cut(Process process, Duration patience) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
