package io.schism.workloads.queue;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Context;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Step;
import io.schism.workloads.generate.Unfolded;

/**
 * As many enqueues as dequeues, so that queues are empty now and then, on one queue after another: a dequeue of unknown outcome may have taken any
 * element, and each one more multiplies the histories that the checker has to think of. At the end every queue is emptied.
 */
final class QueueGenerator {
    private static final int OPERATIONS_PER_QUEUE = 100;
    private static final int CRASHES_PER_QUEUE = 2;
    /** Bounds a queue that never gets empty. */
    private static final int LAST_DEQUEUES = 5_000;

    private QueueGenerator() {}

    static Generator of(WorkloadOptions options) {
        int threads = options.threadsPerKey();
        return Generators.perKey(
                threads,
                Long.MAX_VALUE,
                number -> number,
                queue -> Generators.limit(
                        OPERATIONS_PER_QUEUE, Generators.processLimit(threads + CRASHES_PER_QUEUE, mixed())));
    }

    private static Generator mixed() {
        Request dequeue = Request.of(QueueWorkload.DEQUEUE, null);
        return Generators.unfold(
                0L,
                (next, random) -> random.nextBoolean()
                        ? new Unfolded<>(dequeue, next)
                        : new Unfolded<>(Request.of(QueueWorkload.ENQUEUE, next), next + 1));
    }

    static Generator drain(History main) {
        return Generators.sequence(FinalReads.ofKeys(QueueWorkload.DEQUEUE).used(main).stream()
                .map(queue -> new UntilEmpty(
                        queue,
                        false,
                        Generators.limit(
                                LAST_DEQUEUES,
                                Generators.repeat(random -> new Request(QueueWorkload.DEQUEUE, queue, null)))))
                .toArray(Generator[]::new));
    }

    /** Ends when the queue was seen empty. */
    private record UntilEmpty(Object queue, boolean empty, Generator inner) implements Generator {
        @Override
        public Step next(Context context) {
            return empty ? Step.exhausted() : inner.next(context).withRest(rest -> new UntilEmpty(queue, false, rest));
        }

        @Override
        public Generator update(Context context, Operation event) {
            boolean seen = event.type() == Operation.Type.OK
                    && event.f().equals(QueueWorkload.DEQUEUE)
                    && event.value() == null
                    && queue.equals(event.key());
            return new UntilEmpty(queue, empty || seen, inner.update(context, event));
        }
    }
}
