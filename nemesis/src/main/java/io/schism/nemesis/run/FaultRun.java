package io.schism.nemesis.run;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.run.FaultEvent.Kind;
import io.schism.nemesis.run.FaultsInForce.Room;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One planned fault from its choice of victims to its healing, on a thread of its own. */
final class FaultRun implements Runnable {
    /** How often victims are drawn anew when they would cost the quorum, or are down already. */
    private static final int DRAWS = 20;

    /** For so long after a fault a cluster may be without a leader and is not to be blamed for it. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private static final Duration BETWEEN_PROOFS = Duration.ofMillis(200);
    private static final int FURTHER_QUESTIONS = 2;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final PlannedFault planned;
    private final FaultVariant variant;
    private final Targets targets;
    private final NemesisOptions options;
    private final FaultsInForce inForce;
    private final Journal journal;
    private final CountDownLatch stopping;
    private volatile String name;
    private volatile List<Node> victims = List.of();
    private volatile boolean unhealed;
    /** Down while no thread injects; one whose injection was given up may still do so, and undoes it then. */
    private volatile CountDownLatch injecting = new CountDownLatch(0);
    /** How many measurements have failed in a row, which says nothing of the fault: another one may be busy with the node. */
    private int unanswered;

    FaultRun(
            PlannedFault planned,
            FaultVariant variant,
            Targets targets,
            NemesisOptions options,
            FaultsInForce inForce,
            Journal journal,
            CountDownLatch stopping) {
        this.planned = planned;
        this.variant = variant;
        this.targets = targets;
        this.options = options;
        this.inForce = inForce;
        this.journal = journal;
        this.stopping = stopping;
        this.name = planned.label();
    }

    @Override
    public void run() {
        boolean amidOthers = false;
        try {
            Optional<Fault> fault = choose();
            amidOthers = inForce.othersThan(planned.id(), AFTERMATH);
            if (fault.isPresent()) {
                carryOut(fault.get());
            }
        } catch (NotNowException e) {
            if (amidOthers || inForce.othersThan(planned.id(), AFTERMATH)) {
                skip("with other faults in force or just healed the cluster did not agree to it: " + e.getMessage());
            } else {
                problem(Problem.Kind.NOT_INJECTED, e.getMessage());
            }
        } catch (FaultException e) {
            problem(Problem.Kind.NOT_INJECTED, e.getMessage());
        } finally {
            awaitInjection();
            // What could not be healed stays in the way of those to come.
            if (!unhealed) {
                inForce.leave(planned.id());
            }
        }
    }

    private Optional<Fault> choose() {
        Random random = new Random(planned.seed());
        Room room = Room.FREE;
        for (int draw = 0; draw < DRAWS; draw++) {
            if (stopping.getCount() == 0) {
                skip("the run ended first");
                return Optional.empty();
            }
            Fault fault = Bounded.call(
                    "choosing whom " + planned.label() + " hits",
                    options.injectLimit(),
                    () -> variant.factory().create(planned, targets, random),
                    tooLate -> {});
            room = inForce.enter(planned.id(), fault.impact(), targets.nodes(), planned.keepsQuorum());
            if (room == Room.FREE) {
                name = fault.name();
                victims = fault.impact().targets();
                return Optional.of(fault);
            }
        }
        skip(room.why());
        return Optional.empty();
    }

    private void carryOut(Fault fault) {
        Map<String, Object> before = before(fault);
        long decided = journal.now();
        injecting = new CountDownLatch(1);
        Healing healing = Bounded.call(
                name, options.injectLimit(), fault::inject, late -> healLate(late, decided), injecting::countDown);
        try {
            begun(decided, before);
            proveAndHold(healing);
        } finally {
            heal(healing);
        }
    }

    private void begun(long decided, Map<String, Object> before) {
        long effect = journal.now();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("latency", effect - decided);
        details.put("late", decided - planned.at().toNanos());
        details.put("before", before);
        journal.begun(planned, effect, name, victims, Duration.ofNanos(effect - decided), details);
    }

    /** How things stand just before, for the record: a fault on a node that is down already tells something else. */
    private Map<String, Object> before(Fault fault) {
        Map<String, Object> states = new LinkedHashMap<>();
        try {
            states.putAll(Bounded.call("looking before " + name, options.proveLimit(), this::states, tooLate -> {}));
            states.putAll(Bounded.call("looking before " + name, options.proveLimit(), fault::before, tooLate -> {}));
        } catch (FaultException e) {
            states.put("unseen", String.valueOf(e.getMessage())); // no reason to leave the fault out
        }
        return states;
    }

    private Map<String, Object> states() {
        Map<String, Object> states = new LinkedHashMap<>();
        for (Node victim : victims) {
            states.put(victim.name(), targets.processes().state(victim).name().toLowerCase(Locale.ROOT));
        }
        return states;
    }

    private void proveAndHold(Healing healing) {
        long end = System.nanoTime() + planned.hold().toNanos();
        long enough = System.nanoTime() + options.proofPatience().toNanos();
        long patience = end + options.proofPatience().toNanos();
        Proof proof = prove(healing);
        Proof told = null;
        while (true) {
            if (proof.happened() && told == null) {
                evidence(proof);
                told = proof;
            }
            // Once it is proved there is nothing to look for until the end. If it does not show there, it is looked at
            // again:
            // a clock that strobes is off half of the time.
            long left = (proof.happened() ? end : patience) - System.nanoTime();
            long nap = proof.happened() ? left : Math.min(left, BETWEEN_PROOFS.toNanos());
            boolean askedEnough = unanswered == 0 || unanswered > FURTHER_QUESTIONS;
            if ((left <= 0 && askedEnough) || stopped(nap)) {
                break;
            }
            proof = prove(healing);
        }
        judge(proof, told, System.nanoTime() > enough);
    }

    /**
     * What a fault that is about to be healed has come to.
     *
     * @param hadItsTime whether it was in force for so long that it should have shown, also when the run ends early
     */
    private void judge(Proof last, @Nullable Proof told, boolean hadItsTime) {
        if (last.happened()) {
            journal.proved();
        }
        if (!last.equals(told)) {
            evidence(last);
        }
        if (last.happened()) {
            return;
        }
        if (stopping.getCount() == 0 && told == null && !hadItsTime) {
            journal.cutShort();
            return;
        }
        problem(
                Problem.Kind.NOT_PROVED,
                name + (told == null ? " shows no effect: " : " did not last until it was healed: ") + last.sentence());
    }

    private Proof prove(Healing healing) {
        try {
            Proof proof = Bounded.call("measuring " + name, options.proveLimit(), healing::prove, tooLate -> {});
            unanswered = 0;
            return proof;
        } catch (FaultException e) {
            unanswered++;
            return new Proof(false, String.valueOf(e.getMessage()), Map.of());
        }
    }

    private void evidence(Proof proof) {
        journal.event(
                planned,
                Kind.EVIDENCE,
                name,
                victims,
                Map.of("happened", proof.happened(), "sentence", proof.sentence(), "measures", proof.measures()));
    }

    private void heal(Healing healing) {
        long decided = journal.now();
        long giveUp = System.nanoTime() + options.healPatience().toNanos();
        for (int attempt = 1; ; attempt++) {
            // Whoever interrupts this thread wants it to end, and it ends by healing.
            boolean interrupted = Thread.interrupted();
            try {
                Bounded.call("healing " + name, options.healLimit(), () -> closed(healing), tooLate -> {});
                journal.healed(planned, name, victims, Duration.ofNanos(journal.now() - decided), attempt);
                return;
            } catch (FaultException e) {
                Optional<String> lost = targets.cluster().lost();
                if (lost.isPresent() || System.nanoTime() > giveUp) {
                    unhealed = true;
                    problem(
                            Problem.Kind.NOT_HEALED,
                            name + " could not be healed: " + lost.orElse(String.valueOf(e.getMessage())));
                    return;
                }
                pause();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /**
     * Waits, whatever interrupts, until an injection that was given up has failed, or took effect and is healed: forgotten before, it would
     * let faults in beside it that leave no quorum, or no majority whose data can be trusted. For ever when it hangs for ever; who stops the
     * nemesis waits only so long.
     */
    private void awaitInjection() {
        boolean interrupted = false;
        while (true) {
            try {
                if (injecting.await(BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS)) {
                    break;
                }
                if (targets.cluster().lost().isPresent()) {
                    unhealed = true; // nobody can say what it did
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An injection that was given up and took effect all the same; undone by the thread it hung on. */
    private void healLate(Healing healing, long decided) {
        try {
            begun(decided, Map.of());
        } finally {
            heal(healing);
        }
    }

    private static boolean closed(Healing healing) {
        healing.close();
        return true;
    }

    private boolean stopped(long nanos) {
        try {
            return stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void skip(String why) {
        journal.event(planned, Kind.SKIPPED, name, victims, Map.of("why", why));
    }

    private void problem(Problem.Kind kind, @Nullable String sentence) {
        journal.problem(planned, kind, name, victims, String.valueOf(sentence));
    }
}
