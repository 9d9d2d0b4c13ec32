package io.schism.harness.environment.local.proxy;

/**
 * Lets no more than so many bytes a second pass, over all connections of one link, in bursts of ten milliseconds' worth: small enough to
 * look like a slow line, large enough that the loop is not woken for every byte. Used on the loop only.
 */
final class TokenBucket {
    private static final long BURST_NANOS = 10_000_000;

    private final double bytesPerNano;
    private final int burst;
    private long freeAt;

    TokenBucket(long bytesPerSecond, long now) {
        this.bytesPerNano = bytesPerSecond / 1e9;
        this.burst = (int) Math.max(1, Math.min(1 << 20, Math.round(bytesPerNano * BURST_NANOS)));
        this.freeAt = now;
    }

    /** How many bytes may pass now; 0 before {@link #nextTime()}. */
    int allowance(long now) {
        return now - freeAt >= 0 ? burst : 0;
    }

    /** When the next bytes may pass. */
    long nextTime() {
        return freeAt;
    }

    void spend(int bytes, long now) {
        long start = now - freeAt > 0 ? now : freeAt;
        freeAt = start + (long) Math.ceil(bytes / bytesPerNano);
    }
}
