package io.schism.workloads.counter;

import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.util.stream.LongStream;

/** As many additions of one to five as reads, on a few counters; at the end each counter is read on every node. */
final class CounterGenerator {
    private static final int COUNTERS = 5;
    private static final int LARGEST = 5;

    private CounterGenerator() {}

    static Generator of() {
        return Generators.repeat(random -> {
            Long counter = (long) random.nextInt(COUNTERS);
            return random.nextBoolean()
                    ? new Request(CounterWorkload.READ, counter, null)
                    : new Request(CounterWorkload.ADD, counter, 1L + random.nextInt(LARGEST));
        });
    }

    static Generator finalReads(int nodes) {
        return FinalReads.everywhere(
                LongStream.range(0, COUNTERS)
                        .mapToObj(counter -> new Request(CounterWorkload.READ, counter, null))
                        .toList(),
                nodes);
    }
}
