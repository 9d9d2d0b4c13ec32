package io.schism.harness.engine;

/**
 * How often to look before going to sleep. Learns from what came of the last wait, so a busy engine hands over without a system call and
 * an idle one does not burn the processors that the cluster under test needs. Used by one thread.
 */
final class Patience {
    private static final int MOST = 2_000;
    private static final int LEAST = 50;
    /** A sleep that ended sooner than this would have been better spent looking; in nanoseconds. */
    private static final long SHORT_SLEEP = 50_000;

    private int looks;

    /** How often to look this time. */
    int looks() {
        return looks;
    }

    /** What was waited for came while looking. */
    void found() {
        looks = Math.min(MOST, Math.max(LEAST, looks * 2));
    }

    /** It was slept for so many nanoseconds. */
    void slept(long nanos) {
        if (nanos < SHORT_SLEEP) {
            found();
            return;
        }
        looks /= 4;
    }
}
