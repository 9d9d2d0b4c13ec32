package io.schism.workloads.register;

import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Reads on half of a key's threads, writes and twice as many compare-and-sets on the others. Thread {@code i} talks to node
 * {@code i mod nodes}, so with two threads a node every node has a reader and a writer of each key: whichever side of a partition an old
 * leader is on, somebody reads from it while others write elsewhere.
 */
final class RegisterGenerator {
    /** Few values, so that a compare-and-set meets the value it expects now and then. */
    private static final int VALUES = 5;

    private RegisterGenerator() {}

    static Generator of(WorkloadOptions options) {
        int threads = options.threadsPerKey();
        return Generators.perKey(
                threads, Long.MAX_VALUE, number -> number, key -> oneKey(options, threads, (Long) key));
    }

    /**
     * One key's life. Its length varies by a tenth so that the keys of several groups do not end together; it also ends when too many
     * processes have crashed in it, since each leaves an operation that stays open for ever and doubles the cost of the check.
     */
    private static Generator oneKey(WorkloadOptions options, int threads, long key) {
        double part = 0.9 + 0.2 * new SplittableRandom(options.seed() ^ (key + 1) * 0x9E3779B97F4A7C15L).nextDouble();
        long life = Math.max(1, Math.round(options.operationsPerKey() * part));
        Generator mixed = threads < 2
                ? Generators.mix(reads(), writes())
                : Generators.reserve((threads + 1) / 2, reads(), writes());
        return Generators.limit(life, Generators.processLimit(2 * threads + 2, mixed));
    }

    private static Generator reads() {
        Request read = Request.of(RegisterWorkload.READ, null);
        return Generators.repeat(random -> read);
    }

    private static Generator writes() {
        return Generators.repeat(random -> {
            Long value = (long) random.nextInt(VALUES);
            if (random.nextInt(3) == 0) {
                return Request.of(RegisterWorkload.WRITE, value);
            }
            return Request.of(RegisterWorkload.CAS, List.of((long) random.nextInt(VALUES), value));
        });
    }
}
