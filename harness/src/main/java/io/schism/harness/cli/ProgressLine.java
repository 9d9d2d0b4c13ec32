package io.schism.harness.cli;

import io.schism.harness.engine.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a run goes, while it goes: one line that is overwritten in a terminal, a plain line every five seconds elsewhere. */
final class ProgressLine implements AutoCloseable {
    private static final int PLAIN_SECONDS = 5;
    private static final String ERASE = "\r\u001b[K";

    private final Supplier<Optional<Progress>> source;
    private final PrintWriter out;
    private final boolean overwrite;
    private final ScheduledExecutorService timer;
    private @Nullable Progress last;
    private @Nullable ScheduledFuture<?> showing;

    private ProgressLine(Supplier<Optional<Progress>> source, PrintWriter out, boolean overwrite) {
        this.source = source;
        this.out = out;
        this.overwrite = overwrite;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "schism-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts showing; nothing is shown without a writer. */
    static ProgressLine of(Supplier<Optional<Progress>> source, @Nullable PrintWriter out) {
        boolean overwrite = out != null && Terminal.hasColours();
        ProgressLine line =
                new ProgressLine(source, out == null ? new PrintWriter(PrintWriter.nullWriter()) : out, overwrite);
        int seconds = overwrite ? 1 : PLAIN_SECONDS;
        line.showing = line.timer.scheduleAtFixedRate(line::show, seconds, seconds, TimeUnit.SECONDS);
        return line;
    }

    private void show() {
        source.get().ifPresent(progress -> {
            double rate = last == null ? progress.rateSince(new Progress(0, 0, 0, 0, 0)) : progress.rateSince(last);
            last = progress;
            String text = String.format(
                    Locale.ROOT,
                    "%4d s  %,d operations  %.0f/s  ok %,d  fail %,d  info %,d",
                    TimeUnit.NANOSECONDS.toSeconds(progress.nanos()),
                    progress.completed(),
                    rate,
                    progress.ok(),
                    progress.fail(),
                    progress.info());
            if (overwrite) {
                out.print(ERASE + text);
            } else {
                out.println(text);
            }
            out.flush();
        });
    }

    @Override
    public void close() {
        if (!timer.isShutdown() && overwrite) {
            out.print(ERASE);
            out.flush();
        }
        if (showing != null) {
            showing.cancel(false);
        }
        timer.shutdownNow();
    }
}
