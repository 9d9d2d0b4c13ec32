package io.schism.workloads.client;

import io.schism.workloads.client.Watches.Batch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One watch, read from one operation to the next for as long as its stream lasts; after a break it goes on at the revision after the
 * greatest it was told of, never at 0. Used by one thread, but {@link #close} may come from another.
 */
public final class Following implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final int MOST_BATCHES = 50;
    private static final int LAST_SILENCES = 4;
    /** Less than what an engine allows a call beyond its deadline: what a call was told that is given up is lost. */
    private static final Duration LONGEST = Duration.ofMillis(1_500);

    private final Watches watches;
    private final String prefix;
    private final boolean withPrevious;
    private volatile Watches.@Nullable Watch stream;
    private long next;

    /**
     * Not begun.
     *
     * @param prefix what the keys begin with
     * @param withPrevious whether events carry what the key had before
     */
    public Following(Watches watches, String prefix, boolean withPrevious) {
        this.watches = watches;
        this.prefix = prefix;
        this.withPrevious = withPrevious;
    }

    /** Whether it has a place to go on from. */
    public boolean begun() {
        return next > 0;
    }

    /** The next revision it wants; 0 when it has not begun. */
    public long next() {
        return next;
    }

    /** Goes on at this revision, whatever it was told of, at the next call. */
    public void beginAt(long revision) {
        close();
        next = revision;
    }

    /** Forgets where it was. */
    public void forget() {
        beginAt(0);
    }

    /**
     * Hands over what comes, until nothing comes for a while or it is enough for one operation, at most fifty messages or a second and a half.
     *
     * @throws StoreException when the stream has ended; what came before was handed over
     */
    public void follow(Consumer<Batch> told) {
        long end = System.nanoTime() + LONGEST.toNanos();
        Watches.Watch open = open();
        try {
            for (int batches = 0; batches < MOST_BATCHES && System.nanoTime() < end; batches++) {
                Optional<Batch> batch = open.next(SILENCE);
                if (batch.isEmpty()) {
                    return;
                }
                hand(batch.get(), told);
            }
        } catch (StoreException e) {
            close();
            throw e;
        }
    }

    /**
     * Hands over what comes, until it was told of everything up to a revision, nothing comes although it was asked for, or the time for one
     * operation is over.
     *
     * @return whether it was told of everything
     * @throws StoreException when the stream has ended; what came before was handed over
     */
    public boolean catchUp(long revision, Consumer<Batch> told) {
        if (next > revision) {
            return true;
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        Watches.Watch open = open();
        try {
            int silences = 0;
            // One look there is, however long the opening took.
            do {
                Optional<Batch> batch = open.next(SILENCE);
                if (batch.isPresent()) {
                    silences = 0;
                    hand(batch.get(), told);
                } else {
                    silences++;
                    // It may have been told of everything: the rest of the revisions are other keys', or reads'.
                    open.requestProgress();
                }
            } while (next <= revision && silences < LAST_SILENCES && System.nanoTime() < end);
        } catch (StoreException e) {
            close();
            throw e;
        }
        return next > revision;
    }

    private Watches.Watch open() {
        Watches.Watch open = stream;
        if (open == null) {
            open = watches.watch(prefix, next, withPrevious);
            stream = open;
        }
        return open;
    }

    private void hand(Batch batch, Consumer<Batch> told) {
        if (batch.progress()) {
            next = Math.max(next, batch.revision() + 1);
        }
        batch.events().forEach(event -> next = Math.max(next, event.revision() + 1));
        told.accept(batch);
    }

    @Override
    public void close() {
        Watches.Watch open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
