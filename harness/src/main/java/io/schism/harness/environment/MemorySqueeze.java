package io.schism.harness.environment;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Recurring;
import io.schism.nemesis.target.MemoryControl.Squeezed;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.function.LongPredicate;

/**
 * Memory that is taken from a node, again and again until the kernel has killed it: what is used changes with every collection of garbage.
 * Safe for several threads.
 */
public final class MemorySqueeze implements Squeezed {
    private static final int STEPS = 9;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Limits limits;
    private final Recurring tightening;
    private long seen;
    private boolean over;

    private MemorySqueeze(Node node, Limits limits) {
        this.limits = limits;
        this.tightening = Recurring.start("memory of " + node, BETWEEN, round -> more());
    }

    /** What is done to the memory of one node. Everything throws {@link io.schism.nemesis.FaultException} when it could not be done. */
    public interface Limits {
        /** Brings the limit down as far as the kernel lets it now. */
        void tighten();

        /** Whether the node has a process. */
        boolean alive();

        /** How often the kernel has killed it for want of memory since this began. */
        long kills();

        /** Takes the limit away. */
        void free();
    }

    /**
     * Begins, with the limit brought down once when it returns.
     *
     * @throws FaultException when it could not be; the limit is taken away again
     */
    public static MemorySqueeze begin(Node node, Limits limits) {
        try {
            limits.tighten();
        } catch (FaultException e) {
            FaultException.undo(e, limits::free);
            throw e;
        }
        return new MemorySqueeze(node, limits);
    }

    /**
     * Looks between two limits for the least that the kernel takes.
     *
     * @param refused bytes it does not take
     * @param accepted bytes it takes
     * @param limit sets a limit and says whether the kernel took it
     */
    public static void lower(long refused, long accepted, LongPredicate limit) {
        long low = refused;
        long high = accepted;
        for (int step = 0; step < STEPS; step++) {
            long between = (low + high) / 2;
            if (limit.test(between)) {
                high = between;
            } else {
                low = between;
            }
        }
    }

    private boolean more() {
        boolean alive = limits.alive();
        if (alive) {
            limits.tighten();
        }
        return alive;
    }

    @Override
    public synchronized long kills() {
        if (!over) {
            seen = Math.max(seen, limits.kills());
        }
        return seen;
    }

    @Override
    public synchronized void close() {
        if (over) {
            return;
        }
        tightening.close();
        kills();
        limits.free();
        over = true;
    }
}
