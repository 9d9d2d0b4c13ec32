package io.schism.workloads.saga;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Unfolded;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Half new orders, of which every third is refused at some step; the rest looks at recent ones or settles one. At the end, all of them. */
final class SagaGenerator {
    /** Orders that are settled or inspected at once: three reads each fit into one transaction of etcd, which takes 128. */
    private static final long BATCH = 25;

    private static final int RECENT = 4;
    private static final int SEEN_AT_ONCE = 5;

    private SagaGenerator() {}

    static Generator of() {
        return Generators.unfold(0L, (next, random) -> {
            if (next == 0 || random.nextBoolean()) {
                long refusedAt = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 0;
                return new Unfolded<>(
                        Request.of(SagaWorkload.PLACE, new TreeMap<>(Map.of("order", next, "refusedAt", refusedAt))),
                        next + 1);
            }
            long order = Math.max(0, next - 1 - random.nextInt(RECENT));
            return new Unfolded<>(
                    random.nextBoolean()
                            ? range(SagaWorkload.SETTLE, order, order + 1)
                            : range(SagaWorkload.INSPECT, Math.max(0, order - SEEN_AT_ONCE), order + 1),
                    next);
        });
    }

    /** All orders that were ever begun are settled, and then inspected. */
    static Generator finalInspection(int nodes, History main) {
        long orders = 1
                + main.operations().stream()
                        .filter(operation -> operation.f().equals(SagaWorkload.PLACE))
                        .mapToLong(SagaGenerator::order)
                        .max()
                        .orElse(-1);
        return Generators.phases(
                FinalReads.somewhere(batches(SagaWorkload.SETTLE, orders), nodes),
                FinalReads.somewhere(batches(SagaWorkload.INSPECT, orders), nodes));
    }

    private static long order(Operation placing) {
        return placing.value() instanceof Map<?, ?> value && value.get("order") instanceof Long order ? order : -1;
    }

    private static List<Request> batches(String f, long orders) {
        return LongStream.rangeClosed(0, (orders - 1) / BATCH)
                .mapToObj(batch -> range(f, batch * BATCH, (batch + 1) * BATCH))
                .toList();
    }

    /** On the orders from the first to the one before {@code to}. */
    private static Request range(String f, long from, long to) {
        return Request.of(f, new TreeMap<>(Map.of("from", from, "to", to)));
    }
}
