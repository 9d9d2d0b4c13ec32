package io.schism.workloads.queue;

import io.schism.checkers.history.Operation;
import io.schism.workloads.generate.Context;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Step;
import io.schism.workloads.generate.Unfolded;
import java.util.stream.LongStream;

/** As many enqueues as dequeues, so that queues are empty now and then; at the end each is emptied. */
final class QueueGenerator {
    private static final int QUEUES = 4;
    /** No queue can be longer at the end than it may take to empty it; this bounds a queue that never is. */
    private static final int LAST_DEQUEUES = 20_000;

    private QueueGenerator() {}

    static Generator of() {
        return Generators.unfold(0L, (next, random) -> {
            Long queue = (long) random.nextInt(QUEUES);
            return random.nextBoolean()
                    ? new Unfolded<>(new Request(QueueWorkload.DEQUEUE, queue, null), next)
                    : new Unfolded<>(new Request(QueueWorkload.ENQUEUE, queue, next), next + 1);
        });
    }

    static Generator drain() {
        return Generators.sequence(LongStream.range(0, QUEUES)
                .mapToObj(queue -> new UntilEmpty(
                        queue,
                        false,
                        Generators.limit(
                                LAST_DEQUEUES,
                                Generators.repeat(random -> new Request(QueueWorkload.DEQUEUE, queue, null)))))
                .toArray(Generator[]::new));
    }

    /** Ends when the queue was seen empty. */
    private record UntilEmpty(long queue, boolean empty, Generator inner) implements Generator {
        @Override
        public Step next(Context context) {
            return empty ? Step.exhausted() : inner.next(context).withRest(rest -> new UntilEmpty(queue, false, rest));
        }

        @Override
        public Generator update(Context context, Operation event) {
            boolean seen = event.type() == Operation.Type.OK
                    && event.f().equals(QueueWorkload.DEQUEUE)
                    && event.value() == null
                    && Long.valueOf(queue).equals(event.key());
            return new UntilEmpty(queue, empty || seen, inner.update(context, event));
        }
    }
}
