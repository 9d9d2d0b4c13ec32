package io.schism.workloads.generate;

/** Waits until all threads are free, and then becomes the generator inside. */
record Synchronize(Generator inner) implements Generator {
    @Override
    public Step next(Context context) {
        return context.freeThreads() == context.threads() ? inner.next(context) : new Step.Pending(this);
    }
}
