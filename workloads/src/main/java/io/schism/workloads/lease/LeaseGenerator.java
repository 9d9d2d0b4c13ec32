package io.schism.workloads.lease;

import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.time.Duration;
import java.util.Map;

/**
 * One key after another for each pair of threads. One is granted a lease and renews it, each time shortly before it would end; then it lets the
 * lease run out or revokes it, turn about. The other reads the key until it must be gone.
 */
final class LeaseGenerator {
    private static final Duration BETWEEN_RENEWALS = Duration.ofMillis(1_400);
    private static final Duration LIFE_OF_A_KEY = Duration.ofSeconds(14);
    private static final int RENEWALS = 2;
    private static final int GRANTS = 3;

    private LeaseGenerator() {}

    static Generator of(WorkloadOptions options) {
        return Generators.perKey(
                options.concurrency() % 2 == 0 ? 2 : options.concurrency(),
                Long.MAX_VALUE,
                number -> number,
                key -> Generators.timeLimit(LIFE_OF_A_KEY, oneKey((Long) key % 2 == 1)));
    }

    private static Generator oneKey(boolean revoked) {
        Generator owner = Generators.sequence(
                Generators.untilOk(Generators.limit(GRANTS, Generators.delay(BETWEEN_RENEWALS, always(grant())))),
                Generators.delay(
                        BETWEEN_RENEWALS,
                        Generators.limit(RENEWALS, always(Request.of(LeaseWorkload.KEEP_ALIVE, null)))),
                revoked ? Generators.once(Request.of(LeaseWorkload.REVOKE, null)) : Generators.nothing());
        return Generators.reserve(1, owner, always(Request.of(LeaseWorkload.READ, null)));
    }

    private static Request grant() {
        return Request.of(LeaseWorkload.GRANT, Map.of("ttl", LeaseWorkload.TIME_TO_LIVE.toMillis()));
    }

    private static Generator always(Request request) {
        return Generators.repeat(random -> request);
    }
}
