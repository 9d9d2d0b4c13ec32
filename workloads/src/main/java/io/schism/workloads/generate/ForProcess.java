package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;

/** For one thread: begins again whenever the thread has a new process. */
record ForProcess(int process, Generator original, Generator current) implements Generator {
    static final int NONE = -1;

    @Override
    public Step next(Context context) {
        int now = context.processOf(context.firstThread());
        Generator generator = now == process ? current : original;
        return generator.next(context).withRest(rest -> new ForProcess(now, original, rest));
    }

    @Override
    public Generator update(Context context, Operation event) {
        Generator after = current.update(context, event);
        return after == current || event.process() != process ? this : new ForProcess(process, original, after);
    }
}
