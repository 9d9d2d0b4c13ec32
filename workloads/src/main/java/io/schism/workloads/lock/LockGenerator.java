package io.schism.workloads.lock;

import io.schism.checkers.history.Operation;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.time.Duration;

/**
 * Each process acquires, uses the resource, releases, again and again. One in six sleeps for longer than the lock lasts before it uses the
 * resource, and, where it checks first, after it has checked. Were all to sleep now and then, one sleeper would follow another, and the first
 * would wake before anybody has used the resource with a newer token.
 */
final class LockGenerator {
    private static final Duration NAP = Taking.TIME.plusMillis(1_500);
    private static final int ONE_SLEEPER_IN = 6;

    /** Waiting, each for another, costs operations that do nothing: a process asks for the lock at most this often. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    /**
     * Who has had the lock and does not sleep leaves it to others for a while: where the nodes are not equally fast, the processes of the fastest
     * would hand it on among themselves, and no sleeper would ever get it.
     */
    private static final Duration AFTER_RELEASE = Duration.ofMillis(500);

    /** Longer than whoever had the lock last can keep it. */
    private static final Duration LAST_TURN = Taking.TIME.multipliedBy(4);

    private LockGenerator() {}

    static Generator of(WorkloadOptions options, boolean checks) {
        return Generators.reserve(
                Math.max(1, options.concurrency() / ONE_SLEEPER_IN),
                forEver(round(checks, true)),
                forEver(round(checks, false)));
    }

    /** Until one of the processes, none of which sleeps, has used the resource. */
    static Generator onceMore(boolean checks) {
        return Generators.timeLimit(
                LAST_TURN,
                Generators.until(
                        completed -> completed.type() == Operation.Type.OK
                                && completed.f().equals(LockWorkload.USE),
                        forEver(round(checks, false))));
    }

    private static Generator forEver(Generator round) {
        return Generators.eachProcess(Generators.cycle(Integer.MAX_VALUE, round));
    }

    private static Generator round(boolean checks, boolean sleeps) {
        Generator acquire = Generators.untilOk(Generators.delay(BETWEEN_ATTEMPTS, always(LockWorkload.ACQUIRE)));
        Generator check = checks ? once(LockWorkload.CHECK) : Generators.nothing();
        Generator sleep = sleeps ? Generators.sleep(NAP) : Generators.nothing();
        Generator rest = sleeps ? Generators.nothing() : Generators.sleep(AFTER_RELEASE);
        return Generators.sequence(
                acquire,
                check,
                sleep,
                once(LockWorkload.USE),
                once(LockWorkload.USE),
                once(LockWorkload.RELEASE),
                rest);
    }

    private static Generator once(String f) {
        return Generators.once(Request.of(f, null));
    }

    private static Generator always(String f) {
        Request request = Request.of(f, null);
        return Generators.repeat(random -> request);
    }
}
