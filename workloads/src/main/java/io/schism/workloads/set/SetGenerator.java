package io.schism.workloads.set;

import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Unfolded;
import java.util.stream.LongStream;

/**
 * As many additions as reads, on one set after another: every read carries the whole set, so it must not grow for ever. At the end all of
 * the sets are read again, those of long ago too.
 */
final class SetGenerator {
    /** Operations a second that are reckoned with where the rate is unlimited. */
    private static final double UNLIMITED = 10_000;

    private static final int FINAL_READS = 6;

    private SetGenerator() {}

    static Generator of(WorkloadOptions options) {
        Request read = Request.of(SetWorkload.READ, null);
        Generator adds =
                Generators.unfold(0L, (next, random) -> new Unfolded<>(Request.of(SetWorkload.ADD, next), next + 1));
        Generator mixed = Generators.mix(adds, Generators.repeat(random -> read));
        return Generators.perKey(
                options.threadsPerKey(),
                Long.MAX_VALUE,
                number -> number,
                key -> Generators.limit(options.operationsPerKey(), mixed));
    }

    static Generator finalReads(WorkloadOptions options) {
        double rate = options.rate() > 0 ? options.rate() : UNLIMITED;
        long groups = options.concurrency() / options.threadsPerKey();
        double operations = rate * options.timeLimit().toMillis() / 1e3;
        // Half as many again, since chance spreads them unevenly; reading a set that was never begun costs little.
        long keys = groups + (long) Math.ceil(1.5 * operations / options.operationsPerKey());
        return Generators.sequence(LongStream.range(0, keys)
                .mapToObj(key -> Generators.untilOk(Generators.limit(
                        FINAL_READS, Generators.repeat(random -> new Request(SetWorkload.READ, key, null)))))
                .toArray(Generator[]::new));
    }
}
