package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a generator may know: the time, which threads it may use, which of them are free, and one draw of chance. Immutable.
 *
 * <p>Threads are numbered from 0; thread {@code i} runs the processes {@code i}, {@code i + concurrency}, {@code i + 2 · concurrency}, …
 * one after another. A part of a run sees a contiguous range of them ({@link #restrict}).
 */
public final class Context {
    private static final long THREAD_SALT = 0x1F83D9ABFB41BD6BL;
    private static final long CHOICE_SALT = 0x5BE0CD19137E2179L;

    private final long time;
    private final long draw;
    private final int from;
    private final int to;
    private final long[] free;
    private final int[] processes;

    private Context(long time, long draw, int from, int to, long[] free, int[] processes) {
        this.time = time;
        this.draw = draw;
        this.from = from;
        this.to = to;
        this.free = free;
        this.processes = processes;
    }

    /** Time 0, every thread free and on its first process. */
    public static Context of(int concurrency, long seed) {
        if (concurrency <= 0) {
            throw new IllegalArgumentException("concurrency (" + concurrency + ") must be positive");
        }
        long[] free = new long[(concurrency + 63) >>> 6];
        int[] processes = new int[concurrency];
        for (int thread = 0; thread < concurrency; thread++) {
            free[thread >>> 6] |= 1L << thread;
            processes[thread] = thread;
        }
        return new Context(0, SplitMix.after(seed), 0, concurrency, free, processes);
    }

    /** Nanoseconds since the start of the run. */
    public long time() {
        return time;
    }

    /** The first thread of the range. */
    public int firstThread() {
        return from;
    }

    /** How many threads the range has, free or not. */
    public int threads() {
        return to - from;
    }

    /** How many threads of the range are free. */
    public int freeThreads() {
        int count = 0;
        for (int word = from >>> 6; word <= (to - 1) >>> 6; word++) {
            count += Long.bitCount(free[word] & mask(word));
        }
        return count;
    }

    /** Whether this thread, of whatever range, is free. */
    public boolean isFree(int thread) {
        return (free[thread >>> 6] & (1L << thread)) != 0;
    }

    /** The process that runs on this thread now. */
    public int processOf(int thread) {
        return processes[thread];
    }

    /** The thread that runs, or ran, this process. */
    public int threadOf(int process) {
        return process % processes.length;
    }

    /** A free thread of the range, each with the same chance, or -1 when none is free. The same for every call on the same context. */
    public int someFreeThread() {
        int count = freeThreads();
        if (count == 0) {
            return -1;
        }
        int wanted = below(SplitMix.after(draw ^ THREAD_SALT), count);
        int word = from >>> 6;
        long bits = free[word] & mask(word);
        while (Long.bitCount(bits) <= wanted) {
            wanted -= Long.bitCount(bits);
            word++;
            bits = free[word] & mask(word);
        }
        for (; wanted > 0; wanted--) {
            bits &= bits - 1;
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** A number from 0 to {@code bound - 1}. The same for every call on the same context; pass {@link #reseeded} on after using it. */
    public int choose(int bound) {
        return below(SplitMix.after(draw ^ CHOICE_SALT), bound);
    }

    /** Random numbers; each call starts the same sequence again. */
    public RandomGenerator random() {
        return new SplitMix(draw);
    }

    /** The invocation that this thread would make of the request now. */
    public Operation invocation(int thread, Request request) {
        return new Operation(
                -1, time, processes[thread], Operation.Type.INVOKE, request.f(), request.key(), request.value(), null);
    }

    /** The same with independent chance, for a generator inside the one that has used this context's. */
    public Context reseeded() {
        return new Context(time, SplitMix.after(draw), from, to, free, processes);
    }

    /** The same, with independent chance, for the threads {@code first} to {@code end - 1} alone. */
    public Context restrict(int first, int end) {
        if (first < from || end > to || first >= end) {
            throw new IllegalArgumentException("threads " + first + " to " + (end - 1)
                    + " are not a part of this context, which has " + from + " to " + (to - 1));
        }
        return new Context(time, SplitMix.after(draw), first, end, free, processes);
    }

    /** The same at another time. */
    public Context at(long newTime) {
        return newTime == time ? this : new Context(newTime, draw, from, to, free, processes);
    }

    /** After this thread invoked an operation: it is busy, and chance goes on. */
    public Context invoked(int thread) {
        long[] without = free.clone();
        without[thread >>> 6] &= ~(1L << thread);
        return new Context(time, SplitMix.after(draw), from, to, without, processes);
    }

    /**
     * After the operation of this thread completed: it is free, and chance goes on.
     *
     * @param ended whether its process ended with that, so that the thread goes on with a new one
     */
    public Context completed(int thread, boolean ended) {
        long[] with = free.clone();
        with[thread >>> 6] |= 1L << thread;
        int[] now = processes;
        if (ended) {
            now = Arrays.copyOf(processes, processes.length);
            now[thread] += processes.length;
        }
        return new Context(time, SplitMix.after(draw), from, to, with, now);
    }

    /** The bits of this word that belong to threads of the range. */
    private long mask(int word) {
        int start = word << 6;
        long mask = -1L;
        if (start < from) {
            mask &= -1L << from;
        }
        if (start + 64 > to) {
            mask &= -1L >>> -to;
        }
        return mask;
    }

    /** Lemire's multiply-and-shift; the bias is below one in 2^32 divided by the bound. */
    private static int below(long bits, int bound) {
        return (int) (((bits >>> 32) * bound) >>> 32);
    }
}
