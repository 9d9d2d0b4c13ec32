package io.schism.workloads.generate;

/** No operations. */
enum Nothing implements Generator {
    INSTANCE;

    @Override
    public Step next(Context context) {
        return Step.exhausted();
    }
}
