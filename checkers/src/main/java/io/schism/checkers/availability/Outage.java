package io.schism.checkers.availability;

/**
 * What a fault cost.
 *
 * @param downtime the longest time without a success that reaches into the fault, in nanoseconds
 * @param recovery time from the healing to the next success, in nanoseconds; {@link #NEVER} when there was none or no healing
 */
record Outage(FaultPeriod fault, long downtime, long recovery) {
    static final long NEVER = -1;

    /** For the whole system. */
    static Outage of(FaultPeriod fault, Served served) {
        return of(fault, served.ok(), served);
    }

    /** For the part of it that these successes belong to. */
    static Outage of(FaultPeriod fault, Moments successes, Served served) {
        long downtime = successes.longestGapTouching(fault.time(), served.run(), served.idle());
        long next = fault.healed() ? successes.next(fault.time().to()) : NEVER;
        return new Outage(
                fault, downtime, next == NEVER ? NEVER : next - fault.time().to());
    }
}
