package io.schism.workloads.saga;

import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Unfolded;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Half new orders, of which every third is refused at some step; the rest looks at recent ones or settles one. At the end, all of them. */
final class SagaGenerator {
    /** Orders that are settled or inspected at once: three reads each fit into one transaction of etcd, which takes 128. */
    private static final long BATCH = 25;
    /** Operations a second that are reckoned with where the rate is unlimited. */
    private static final double UNLIMITED = 10_000;

    private static final int RECENT = 4;
    private static final int SEEN_AT_ONCE = 5;
    private static final int FINAL_TRIES = 10;

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

    static Generator finalInspection(WorkloadOptions options) {
        double rate = options.rate() > 0 ? options.rate() : UNLIMITED;
        double orders = rate * options.timeLimit().toMillis() / 1e3 / 2;
        long batches = 1 + (long) Math.ceil(1.2 * orders / BATCH);
        return Generators.phases(onAll(batches, SagaWorkload.SETTLE), onAll(batches, SagaWorkload.INSPECT));
    }

    private static Generator onAll(long batches, String f) {
        return Generators.sequence(LongStream.range(0, batches)
                .mapToObj(batch -> Generators.untilOk(Generators.limit(
                        FINAL_TRIES, Generators.repeat(random -> range(f, batch * BATCH, (batch + 1) * BATCH)))))
                .toArray(Generator[]::new));
    }

    /** On the orders from the first to the one before {@code to}. */
    private static Request range(String f, long from, long to) {
        return Request.of(f, new TreeMap<>(Map.of("from", from, "to", to)));
    }
}
