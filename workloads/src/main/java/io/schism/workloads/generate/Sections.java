package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Contiguous sections of the threads, each with a generator of its own, which is replaced by the next of a supply when it is exhausted.
 * Which section is asked first follows from a free thread drawn at random, so a section gets operations in proportion to its threads.
 */
final class Sections implements Generator {
    /** So many generators without any operation, one after another, are taken for a supply that never has one. */
    private static final int EMPTY_LIMIT = 10_000;

    private final int width;
    private final int first;
    private final Generator[] generators;
    private final LongFunction<@Nullable Generator> supply;
    private final long supplied;

    /** The first section has {@code first} threads, every other one {@code width}, the last what is left. */
    private Sections(
            int first, int width, Generator[] generators, LongFunction<@Nullable Generator> supply, long supplied) {
        this.first = first;
        this.width = width;
        this.generators = generators;
        this.supply = supply;
        this.supplied = supplied;
    }

    /** Equal sections; each takes the next generator of the supply, until that answers null. */
    static Sections of(int width, int threads, LongFunction<@Nullable Generator> supply) {
        if (threads % width != 0) {
            throw new IllegalArgumentException("concurrency (" + threads + ") must be a multiple of " + width
                    + ", the threads a key; choose another --concurrency");
        }
        Generator[] generators = new Generator[threads / width];
        Arrays.fill(generators, Nothing.INSTANCE);
        return new Sections(width, width, generators, supply, 0);
    }

    /** A section for every thread, each with the same generator to go through once. */
    static Sections each(int threads, Generator generator) {
        Generator[] generators = new Generator[threads];
        Arrays.fill(generators, generator);
        return new Sections(1, 1, generators, number -> null, 0);
    }

    /** A section of the first threads and one of all others. */
    static Sections two(int first, int threads, Generator reserved, Generator others) {
        if (threads <= first) {
            throw new IllegalArgumentException("reserving " + first + " of " + threads
                    + " threads leaves none for the rest; choose a higher concurrency");
        }
        return new Sections(first, threads - first, new Generator[] {reserved, others}, number -> null, 0);
    }

    @Override
    public Step next(Context context) {
        int thread = context.someFreeThread();
        if (thread < 0) {
            return new Step.Pending(this);
        }
        Generator[] after = generators.clone();
        long taken = supplied;
        boolean waiting = false;
        Step.Emit best = null;
        int bestAt = -1;
        int start = sectionOf(thread - context.firstThread());
        for (int i = 0; i < after.length; i++) {
            int at = start + i < after.length ? start + i : start + i - after.length;
            Context inside = context.restrict(begin(context, at), end(context, at));
            if (inside.freeThreads() == 0) {
                waiting = true;
                continue;
            }
            Step step = after[at].next(inside);
            for (int empty = 0; step == Step.exhausted(); empty++) {
                Generator fresh = supply.apply(taken);
                if (fresh == null) {
                    after[at] = Nothing.INSTANCE;
                    break;
                }
                if (empty == EMPTY_LIMIT) {
                    throw new IllegalStateException("generator " + taken + " and the " + empty
                            + " before it have no operation; a key needs at least one");
                }
                taken++;
                after[at] = fresh;
                step = fresh.next(inside);
            }
            if (step instanceof Step.Pending pending) {
                after[at] = pending.rest();
                waiting = true;
            }
            if (step instanceof Step.Emit emit
                    && (best == null
                            || emit.operation().time() < best.operation().time())) {
                best = emit;
                bestAt = at;
                if (emit.operation().time() <= context.time()) {
                    break;
                }
            }
        }
        if (best != null) {
            after[bestAt] = best.rest();
            return new Step.Emit(best.operation(), new Sections(first, width, after, supply, taken));
        }
        return waiting ? new Step.Pending(new Sections(first, width, after, supply, taken)) : Step.exhausted();
    }

    @Override
    public Generator update(Context context, Operation event) {
        int thread = context.threadOf(event.process()) - context.firstThread();
        if (thread < 0 || thread >= context.threads()) {
            return this;
        }
        int at = sectionOf(thread);
        Generator after = generators[at].update(context.restrict(begin(context, at), end(context, at)), event);
        if (after == generators[at]) {
            return this;
        }
        Generator[] changed = generators.clone();
        changed[at] = after;
        return new Sections(first, width, changed, supply, supplied);
    }

    private int sectionOf(int thread) {
        return thread < first ? 0 : 1 + (thread - first) / width;
    }

    private int begin(Context context, int section) {
        return context.firstThread() + (section == 0 ? 0 : first + (section - 1) * width);
    }

    private int end(Context context, int section) {
        return context.firstThread() + first + section * width;
    }
}
