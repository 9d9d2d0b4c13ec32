package io.schism.harness.disk.volume;

import io.schism.harness.disk.volume.RefusedException.Reason;
import io.schism.nemesis.target.DiskTrouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One trouble in force: fails or holds up what it concerns, and counts that. Safe for several threads. */
abstract class Ailment {
    /** How often one that waits looks whether its caller was killed: such a process cannot die before it has its answer. */
    private static final long LOOK_MILLIS = 20;

    private final AtomicLong affected = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);

    static Ailment of(DiskTrouble trouble) {
        if (trouble instanceof DiskTrouble.Full) {
            return new Failing(Reason.NO_SPACE);
        }
        if (trouble instanceof DiskTrouble.ReadOnly) {
            return new Failing(Reason.READ_ONLY);
        }
        if (trouble instanceof DiskTrouble.SlowSync slow) {
            return new SlowSync(slow.delay().toNanos());
        }
        if (trouble instanceof DiskTrouble.Throttled throttled) {
            return new Throttled(throttled.writesPerSecond());
        }
        return new Hung();
    }

    /** Lets the deed pass, perhaps later, or refuses it. */
    abstract void meet(Deed deed, Caller caller) throws RefusedException;

    /** Whether what was written reaches the disk by itself after a while. */
    boolean writesBack() {
        return true;
    }

    /** Whether no block can be had. */
    boolean takesSpaceAway() {
        return false;
    }

    long affected() {
        return affected.get();
    }

    void end() {
        over.countDown();
    }

    final void hit() {
        affected.incrementAndGet();
    }

    /** Waits until it is over or so much time has passed. */
    final void holdUp(long nanos, Caller caller) throws RefusedException {
        long begin = System.nanoTime();
        try {
            while (System.nanoTime() - begin < nanos) {
                long left = nanos - (System.nanoTime() - begin);
                if (over.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)), TimeUnit.NANOSECONDS)) {
                    return;
                }
                if (caller.killed()) {
                    throw new RefusedException(Reason.INTERRUPTED);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Reason.INTERRUPTED);
        }
    }

    private static final class Failing extends Ailment {
        private final Reason reason;

        Failing(Reason reason) {
            this.reason = reason;
        }

        @Override
        void meet(Deed deed, Caller caller) throws RefusedException {
            if (reason == Reason.READ_ONLY ? deed.changes() : deed.takesSpace()) {
                hit();
                throw new RefusedException(reason);
            }
        }

        @Override
        boolean takesSpaceAway() {
            return reason == Reason.NO_SPACE;
        }
    }

    private static final class SlowSync extends Ailment {
        private final long nanos;

        SlowSync(long nanos) {
            this.nanos = nanos;
        }

        @Override
        void meet(Deed deed, Caller caller) throws RefusedException {
            if (deed == Deed.SYNC) {
                hit();
                holdUp(nanos, caller);
            }
        }
    }

    /** Every write has a slot of its own; unused ones are not saved up. */
    private static final class Throttled extends Ailment {
        private final long slot;
        private final AtomicLong free = new AtomicLong(System.nanoTime());

        Throttled(int writesPerSecond) {
            slot = TimeUnit.SECONDS.toNanos(1) / writesPerSecond;
        }

        @Override
        void meet(Deed deed, Caller caller) throws RefusedException {
            if (deed != Deed.WRITE) {
                return;
            }
            long now = System.nanoTime();
            long mine = free.updateAndGet(next -> (next - now > 0 ? next : now) + slot) - slot;
            if (mine - now > 0) {
                hit();
                holdUp(mine - now, caller);
            }
        }
    }

    private static final class Hung extends Ailment {
        @Override
        void meet(Deed deed, Caller caller) throws RefusedException {
            hit();
            holdUp(Long.MAX_VALUE, caller);
        }

        @Override
        boolean writesBack() {
            return false;
        }
    }
}
