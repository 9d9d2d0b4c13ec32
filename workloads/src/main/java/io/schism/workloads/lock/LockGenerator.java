package io.schism.workloads.lock;

import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.time.Duration;

/**
 * Each process acquires, uses the resource, releases, again and again. In every tenth round it sleeps for longer than the lock lasts before it
 * uses the resource, and, where it checks first, after it has checked.
 */
final class LockGenerator {
    private static final Duration NAP = Taking.TIME.plusMillis(1_500);
    /** Waiting, each for another, costs operations that do nothing: a process asks for the lock at most this often. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private LockGenerator() {}

    static Generator of(boolean checks) {
        Generator quick = round(checks, false);
        Generator sleepy = round(checks, true);
        return Generators.eachProcess(Generators.cycle(
                Integer.MAX_VALUE,
                Generators.sequence(Generators.cycle(2, quick), sleepy, Generators.cycle(7, quick))));
    }

    private static Generator round(boolean checks, boolean sleeps) {
        Generator acquire = Generators.untilOk(Generators.delay(BETWEEN_ATTEMPTS, always(LockWorkload.ACQUIRE)));
        Generator check = checks ? once(LockWorkload.CHECK) : Generators.nothing();
        Generator sleep = sleeps ? Generators.sleep(NAP) : Generators.nothing();
        return Generators.sequence(
                acquire, check, sleep, once(LockWorkload.USE), once(LockWorkload.USE), once(LockWorkload.RELEASE));
    }

    private static Generator once(String f) {
        return Generators.once(Request.of(f, null));
    }

    private static Generator always(String f) {
        Request request = Request.of(f, null);
        return Generators.repeat(random -> request);
    }
}
