package io.schism.checkers.liveness;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The times without a success in one calm region, cut where the clients were idle. For one thread. */
final class Silences {
    private final CalmRegions.Region region;
    private final long idle;
    private final List<Silence> all = new ArrayList<>();

    private long from;
    private long lastAsked;
    private int open;
    private long attempts;
    private long successes;
    private @Nullable Operation before;

    /**
     * A time in which clients asked and nothing succeeded, in nanoseconds.
     *
     * @param from its beginning
     * @param to its end
     * @param attempts how many operations were invoked in it
     * @param before the success that it follows, if there is one in the region
     * @param after the operation that ended it, if there is one
     */
    record Silence(
            long from,
            long to,
            long attempts,
            @Nullable Operation before,
            @Nullable Operation after) {
        long length() {
            return to - from;
        }
    }

    Silences(History history, CalmRegions.Region region, long idle) {
        this.region = region;
        this.idle = idle;
        this.from = region.from();
        this.lastAsked = region.from();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient()) {
                take(operation);
            }
        }
        if (from < region.to()) {
            end(asking() ? region.to() : Math.min(region.to(), lastAsked), null);
        }
    }

    List<Silence> all() {
        return all;
    }

    long successes() {
        return successes;
    }

    private void take(Operation operation) {
        long time = operation.time();
        if (time > region.to()) {
            return;
        }
        if (time >= region.from()) {
            if (!asking() && time - lastAsked >= idle) {
                end(lastAsked, null);
                from = time;
            }
            lastAsked = time;
        }
        if (operation.type() == Operation.Type.INVOKE) {
            open++;
            attempts += time >= region.from() ? 1 : 0;
            return;
        }
        open--;
        if (operation.type() == Operation.Type.OK && time >= region.from()) {
            successes++;
            end(time, operation);
            from = time;
            before = operation;
        }
    }

    private boolean asking() {
        return open > 0;
    }

    private void end(long to, @Nullable Operation after) {
        if (to > from) {
            all.add(new Silence(from, to, attempts, before, after));
        }
        attempts = 0;
    }
}
