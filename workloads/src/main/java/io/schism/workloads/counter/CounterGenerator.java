package io.schism.workloads.counter;

import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.util.stream.LongStream;

/** As many additions of one to five as reads, on a few counters; at the end each counter is read again. */
final class CounterGenerator {
    private static final int COUNTERS = 5;
    private static final int LARGEST = 5;
    private static final int FINAL_READS = 20;

    private CounterGenerator() {}

    static Generator of() {
        return Generators.repeat(random -> {
            Long counter = (long) random.nextInt(COUNTERS);
            return random.nextBoolean()
                    ? new Request(CounterWorkload.READ, counter, null)
                    : new Request(CounterWorkload.ADD, counter, 1L + random.nextInt(LARGEST));
        });
    }

    static Generator finalReads() {
        return Generators.sequence(LongStream.range(0, COUNTERS)
                .mapToObj(counter -> Generators.untilOk(Generators.limit(
                        FINAL_READS, Generators.repeat(random -> new Request(CounterWorkload.READ, counter, null)))))
                .toArray(Generator[]::new));
    }
}
