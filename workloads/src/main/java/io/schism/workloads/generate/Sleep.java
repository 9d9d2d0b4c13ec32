package io.schism.workloads.generate;

/** Waits some nanoseconds from when it is first asked. */
record Sleep(long nanos, long end) implements Generator {
    static final long NOT_STARTED = -1;

    @Override
    public Step next(Context context) {
        if (end == NOT_STARTED) {
            return new Step.Pending(new Sleep(nanos, context.time() + nanos));
        }
        return context.time() >= end ? Step.exhausted() : new Step.Pending(this);
    }
}
