package io.schism.workloads.generate;

import java.util.function.IntFunction;

/** Divides the threads when it first meets them; see {@link Sections}. */
record Split(IntFunction<? extends Generator> sections) implements Generator {
    @Override
    public Step next(Context context) {
        return sections.apply(context.threads()).next(context);
    }
}
