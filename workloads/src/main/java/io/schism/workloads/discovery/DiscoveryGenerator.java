package io.schism.workloads.discovery;

import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.time.Duration;
import java.util.Map;

/** Half of the threads are instances, one after another, of which every other one dies without a word; the others ask who is there, or follow. */
final class DiscoveryGenerator {
    private static final Duration BETWEEN_RENEWALS = Duration.ofMillis(500);
    private static final Duration LONG_LIFE = Duration.ofMinutes(5);
    private static final int RENEWALS = 3;
    private static final int LAST_INSTANCES = 5;
    private static final int LAST_LISTS = 10;
    private static final int FINAL_TRIES = 8;

    private DiscoveryGenerator() {}

    static Generator of(WorkloadOptions options) {
        Generator instances =
                Generators.perKey(1, Long.MAX_VALUE, number -> number, number -> life((Long) number % 2 == 0));
        return options.concurrency() < 2
                ? instances
                : Generators.reserve(
                        (options.concurrency() + 1) / 2, instances, Generators.mix(lists(), follows(false)));
    }

    private static Generator life(boolean deregisters) {
        return Generators.sequence(
                Generators.once(register(DiscoveryWorkload.TIME_TO_LIVE)),
                Generators.delay(
                        BETWEEN_RENEWALS,
                        Generators.limit(
                                RENEWALS, Generators.repeat(random -> Request.of(DiscoveryWorkload.KEEP_ALIVE, null)))),
                deregisters
                        ? Generators.once(Request.of(DiscoveryWorkload.DEREGISTER, null))
                        : Generators.sleep(BETWEEN_RENEWALS));
    }

    private static Generator lists() {
        Request discover = Request.of(DiscoveryWorkload.DISCOVER, null);
        return Generators.repeat(random -> discover);
    }

    private static Generator follows(boolean last) {
        Request follow = Request.of(DiscoveryWorkload.FOLLOW, Map.of(DiscoveryWorkload.LAST, last));
        return Generators.repeat(random -> follow);
    }

    /** Waits until all who were there are dead for sure, then registers a few who stay, lists, and lets every thread catch up. */
    static Generator afterQuiet() {
        Generator newcomers = Generators.perKey(
                1, LAST_INSTANCES, number -> "last" + number, instance -> Generators.once(register(LONG_LIFE)));
        return Generators.phases(
                Generators.sleep(DiscoveryWorkload.TIME_TO_LIVE
                        .plus(DiscoveryWorkload.SLACK)
                        .plus(DiscoveryWorkload.TIME_TO_LIVE)
                        .plus(DiscoveryWorkload.SLACK)),
                newcomers,
                Generators.limit(LAST_LISTS, lists()),
                Generators.eachThread(Generators.untilOk(Generators.limit(FINAL_TRIES, follows(true)))));
    }

    private static Request register(Duration timeToLive) {
        return Request.of(DiscoveryWorkload.REGISTER, Map.of("ttl", timeToLive.toMillis()));
    }
}
