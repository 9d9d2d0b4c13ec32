package io.schism.harness.shaper;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Packets that wait for their moment; equal moments in the order in which they came. Safe for several threads. */
final class Releases {
    private final PacketQueue queue;
    private final DelayQueue<Release> waiting = new DelayQueue<>();
    private final AtomicLong order = new AtomicLong();

    Releases(PacketQueue queue) {
        this.queue = queue;
    }

    /** Lets a packet go at its moment, which may be now. */
    void schedule(long now, Fate fate) {
        if (fate.lost()) {
            queue.drop(fate.packet().number());
            return;
        }
        if (fate.delay() == 0) {
            release(fate);
            return;
        }
        waiting.add(new Release(now + fate.delay(), order.incrementAndGet(), fate));
    }

    /** Releases what is due, for ever. */
    void run() {
        try {
            while (true) {
                release(waiting.take().fate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets all go at once. */
    void releaseAll() {
        waiting.stream().sorted().forEach(release -> release(release.fate));
    }

    private void release(Fate fate) {
        queue.accept(fate.packet().number(), fate.changed());
        for (int copy = 0; copy < fate.copies(); copy++) {
            queue.send(fate.packet());
        }
    }

    private record Release(long due, long order, Fate fate) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Release release = (Release) other;
            int byTime = Long.signum(due - release.due);
            return byTime != 0 ? byTime : Long.compare(order, release.order);
        }
    }
}
