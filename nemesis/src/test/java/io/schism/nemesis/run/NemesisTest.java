package io.schism.nemesis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.run.FaultEvent.Kind;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NemesisTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final ScriptedFault fault = new ScriptedFault("scripted", cluster.node(1));
    private final ScriptedFault other = new ScriptedFault("other", cluster.node(2));
    private final List<FaultEvent> events = new CopyOnWriteArrayList<>();
    private final NemesisOptions impatient =
            new NemesisOptions(Duration.ofSeconds(2), LONG, LONG, Duration.ZERO, SHORT);
    private final NemesisOptions hasty = new NemesisOptions(LONG, LONG, LONG, Duration.ZERO, SHORT);

    @Test
    void injectsProvesHoldsAndHeals() {
        try (Nemesis nemesis = started(plan(planned(1, "scripted", SHORT)))) {
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(kinds(1)).containsExactly(Kind.PLANNED, Kind.BEGUN, Kind.EVIDENCE, Kind.HEALED);
            assertThat(fault.inForce).hasValue(0);
            assertThat(nemesis.summary().sound()).isTrue();
            assertThat(nemesis.summary().sentence())
                    .startsWith(
                            "1 faults: 1 in force, 1 proved, 1 healed, 0 left out; from decision to effect, at the median: ")
                    .endsWith(" at most)");
            assertThat(nemesis.summary().latencies()).containsKey("scripted");
        }
    }

    @Test
    void aRealPartitionAndARealKillOverlap() {
        FaultCatalogue standard = FaultCatalogue.standard();
        Plan plan = new Plan(List.of(
                new PlannedFault(1, Duration.ZERO, Duration.ofMillis(300), "partition", "halves", 1, Map.of()),
                new PlannedFault(2, SHORT, Duration.ofMillis(300), "kill", "leader", 2, Map.of()),
                new PlannedFault(3, SHORT, Duration.ofMillis(100), "pause", "leader", 3, Map.of())));
        try (Nemesis nemesis = nemesis(standard)) {
            nemesis.start(plan);

            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().sound())
                    .as(nemesis.summary().sentence())
                    .isTrue();
            assertThat(nemesis.summary().proved()).isEqualTo(3);
            assertThat(cluster.healthy()).isTrue();
            FaultEvent begun = events.stream()
                    .filter(event -> event.kind() == Kind.BEGUN)
                    .findFirst()
                    .orElseThrow();
            assertThat(begun.historyValue())
                    .contains(Map.of(
                            "id", 1L, "phase", "begun", "name", "partition n1 | n2,n3", "targets", List.of("n1")));
        }
    }

    @Test
    void redGateAnInjectorThatDoesNothingIsReported() {
        fault.onProve = () -> new Proof(false, "0 bytes held on 4 links", Map.of());
        try (Nemesis nemesis = started(plan(planned(1, "scripted", SHORT)))) {
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().sound()).isFalse();
            assertThat(nemesis.summary().problems())
                    .containsExactly(new Problem(
                            1, Problem.Kind.NOT_PROVED, "scripted n1 shows no effect: 0 bytes held on 4 links"));
            assertThat(kinds(1)).endsWith(Kind.PROBLEM, Kind.HEALED);
            assertThat(fault.inForce).hasValue(0);
        }
    }

    @Test
    void aFaultThatShowsItsEffectLateIsHeldUntilItDoes() {
        AtomicInteger asked = new AtomicInteger();
        fault.onProve = () -> new Proof(asked.incrementAndGet() > 1, "asked " + asked, Map.of());
        NemesisOptions patient = new NemesisOptions(LONG, LONG, LONG, Duration.ZERO, LONG);
        try (Nemesis nemesis = new Nemesis(catalogue(), cluster.targets(), patient, System::nanoTime, events::add)) {
            nemesis.start(plan(planned(1, "scripted", Duration.ZERO)));

            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().sound()).isTrue();
        }
    }

    @Test
    void aMeasurementThatGaveNoAnswerIsRepeated() {
        AtomicInteger asked = new AtomicInteger();
        fault.onProve = () -> {
            if (asked.incrementAndGet() == 2) {
                throw new FaultException("another fault is busy with n1");
            }
            return new Proof(true, "seen", Map.of());
        };
        NemesisOptions once = new NemesisOptions(LONG, LONG, LONG, Duration.ZERO, Duration.ZERO);
        try (Nemesis nemesis = nemesis(catalogue(), once)) {
            nemesis.start(plan(planned(1, "scripted", SHORT)));

            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().sound()).isTrue();
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aMeasurementThatNeverGivesAnAnswerProvesNothing() {
        AtomicInteger asked = new AtomicInteger();
        fault.onProve = () -> {
            throw new FaultException("no answer to question " + asked.incrementAndGet());
        };
        NemesisOptions once = new NemesisOptions(LONG, LONG, LONG, Duration.ZERO, Duration.ZERO);
        try (Nemesis nemesis = nemesis(catalogue(), once)) {
            nemesis.start(plan(planned(1, "scripted", Duration.ZERO)));

            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().problems())
                    .extracting(Problem::sentence)
                    .containsExactly("scripted n1 shows no effect: no answer to question 3");
        }
    }

    @Test
    void aFaultThatEndedByItselfIsReported() {
        AtomicInteger asked = new AtomicInteger();
        fault.onProve = () -> new Proof(asked.incrementAndGet() == 1, "n1 is running", Map.of());
        try (Nemesis nemesis = started(plan(planned(1, "scripted", SHORT)))) {
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().problems())
                    .extracting(Problem::sentence)
                    .containsExactly("scripted n1 did not last until it was healed: n1 is running");
        }
    }

    @Test
    void aFaultThatCannotBeInjectedIsReported() {
        fault.onInject = () -> {
            throw new FaultException("nft: permission denied");
        };
        try (Nemesis nemesis = started(plan(planned(1, "scripted", SHORT)))) {
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().problems())
                    .containsExactly(new Problem(1, Problem.Kind.NOT_INJECTED, "nft: permission denied"));
            assertThat(kinds(1)).containsExactly(Kind.PLANNED, Kind.PROBLEM);
        }
    }

    @Test
    void anInjectionThatHangsIsGivenUpAndHealedShouldItStillHappen() {
        CountDownLatch release = new CountDownLatch(1);
        fault.onInject = () -> awaitWhateverInterrupts(release);
        try (Nemesis nemesis = nemesis(catalogue(), impatient)) {
            nemesis.start(plan(planned(1, "scripted", SHORT), planned(2, "other", SHORT)));
            awaited(() -> kinds(1).contains(Kind.PROBLEM) && kinds(2).contains(Kind.HEALED));

            assertThat(nemesis.summary().problems())
                    .extracting(Problem::sentence)
                    .containsExactly("scripted n1 did not end within 2000 ms");
            release.countDown();
            assertThat(nemesis.await(LONG)).isTrue();
            assertThat(kinds(1)).containsExactly(Kind.PLANNED, Kind.PROBLEM, Kind.BEGUN, Kind.HEALED);
            assertThat(fault.inForce).hasValue(0);
            assertThat(fault.closings).hasValue(1);
        }
    }

    @Test
    void anInjectionThatWasGivenUpCountsUntilItHasEnded() {
        CountDownLatch release = new CountDownLatch(1);
        ScriptedFault wiping = new ScriptedFault("wiping", Impact.doubtful(List.of(cluster.node(1))));
        ScriptedFault damaging = new ScriptedFault("damaging", Impact.doubtful(List.of(cluster.node(2))));
        wiping.onInject = () -> awaitWhateverInterrupts(release);
        FaultCatalogue destructive = new FaultCatalogue(List.of(wiping.family(), damaging.family()));
        try (Nemesis nemesis = nemesis(destructive, impatient)) {
            nemesis.start(plan(
                    planned(1, "wiping", SHORT),
                    new PlannedFault(2, Duration.ofSeconds(3), SHORT, "damaging", "any", 1, Map.of())));
            awaited(() -> kinds(2).size() > 1);

            assertThat(kinds(1)).containsExactly(Kind.PLANNED, Kind.PROBLEM);
            assertThat(last(2).details())
                    .containsEntry(
                            "why", "with the faults in force it would leave no majority whose data can be trusted");
            release.countDown();
        }
        assertThat(kinds(1)).endsWith(Kind.BEGUN, Kind.HEALED);
    }

    @Test
    void stopWaitsForAnInjectionThatWasGivenUpAndOnlySoLong() {
        CountDownLatch release = new CountDownLatch(1);
        fault.onInject = () -> awaitWhateverInterrupts(release);
        Duration second = Duration.ofSeconds(1);
        Nemesis nemesis =
                nemesis(catalogue(), new NemesisOptions(second, SHORT, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        nemesis.start(plan(planned(1, "scripted", SHORT)));
        awaited(() -> kinds(1).contains(Kind.PROBLEM));

        nemesis.stop();

        assertThat(nemesis.summary().problems())
                .extracting(Problem::sentence)
                .containsExactly("scripted n1 did not end within 1000 ms", "nemesis fault 1 did not end within 1 s");
        release.countDown();
        assertThat(nemesis.await(LONG)).isTrue();
    }

    @Test
    void healingIsTriedAgain() {
        fault.onClose = () -> {
            if (fault.closings.get() < 3) {
                throw new FaultException("not yet");
            }
        };
        NemesisOptions patient = new NemesisOptions(LONG, LONG, LONG, LONG, SHORT);
        try (Nemesis nemesis = nemesis(catalogue(), patient)) {
            nemesis.start(plan(planned(1, "scripted", SHORT)));
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().sound()).isTrue();
            assertThat(last(1).details()).containsEntry("attempts", 3);
        }
    }

    @Test
    void aFaultThatCannotBeHealedIsReported() {
        fault.onClose = () -> {
            throw new IllegalStateException("gone");
        };
        try (Nemesis nemesis = started(plan(planned(1, "scripted", SHORT)))) {
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(nemesis.summary().sound()).isFalse();
            assertThat(nemesis.summary().problems()).extracting(Problem::kind).containsExactly(Problem.Kind.NOT_HEALED);
            assertThat(last(1).details())
                    .containsEntry("problem", "not-healed")
                    .containsEntry(
                            "sentence",
                            "scripted n1 could not be healed: healing scripted n1 broke down: java.lang.IllegalStateException: gone");
        }
    }

    @Test
    void whatIsGoneWithItsClusterIsNotHealedAgainAndAgain() {
        AtomicInteger attempts = new AtomicInteger();
        fault.onClose = () -> {
            attempts.incrementAndGet();
            cluster.lose("the engine was restarted");
            throw new FaultException("no such container");
        };
        NemesisOptions patient = new NemesisOptions(LONG, LONG, LONG, LONG, SHORT);
        try (Nemesis nemesis = new Nemesis(catalogue(), cluster.targets(), patient, System::nanoTime, events::add)) {
            nemesis.start(plan(planned(1, "scripted", SHORT)));

            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(attempts).hasValue(1);
            assertThat(nemesis.summary().problems())
                    .containsExactly(new Problem(
                            1, Problem.Kind.NOT_HEALED, "scripted n1 could not be healed: the engine was restarted"));
        }
    }

    @Test
    void aHealingThatHangsKeepsNoOtherFromHealing() {
        CountDownLatch never = new CountDownLatch(1);
        fault.onClose = () -> awaitWhateverInterrupts(never);
        Nemesis nemesis =
                nemesis(catalogue(), new NemesisOptions(LONG, LONG, Duration.ofSeconds(2), Duration.ZERO, SHORT));
        nemesis.start(plan(planned(1, "scripted", LONG), planned(2, "other", LONG)));
        awaited(() -> fault.inForce.get() == 1 && other.inForce.get() == 1);

        nemesis.stop();

        assertThat(other.inForce).hasValue(0);
        assertThat(nemesis.summary().problems()).extracting(Problem::kind).contains(Problem.Kind.NOT_HEALED);
        never.countDown();
    }

    @Test
    void stopHealsEverythingAndSkipsTheRest() {
        Nemesis nemesis = started(
                plan(planned(1, "scripted", LONG), new PlannedFault(2, LONG, SHORT, "other", "any", 1, Map.of())));
        awaited(() -> kinds(1).contains(Kind.EVIDENCE));

        nemesis.stop();
        nemesis.stop();
        nemesis.close();

        assertThat(fault.inForce).hasValue(0);
        assertThat(fault.closings).hasValue(1);
        assertThat(kinds(2)).containsExactly(Kind.PLANNED, Kind.SKIPPED);
        assertThat(nemesis.summary().sound()).isTrue();
    }

    @Test
    void aFaultCutShortBeforeItsProofIsNoProblemButCounted() {
        fault.onProve = () -> new Proof(false, "nothing yet", Map.of());
        NemesisOptions patient = new NemesisOptions(LONG, LONG, LONG, Duration.ZERO, LONG);
        Nemesis nemesis = new Nemesis(catalogue(), cluster.targets(), patient, System::nanoTime, events::add);
        nemesis.start(plan(planned(1, "scripted", LONG)));
        awaited(() -> kinds(1).contains(Kind.BEGUN));

        nemesis.stop();

        assertThat(nemesis.summary().sound()).isTrue();
        assertThat(nemesis.summary().cutShort()).isEqualTo(1);
        assertThat(nemesis.summary().sentence()).contains("1 healed by the end of the run before it could be measured");
        assertThat(fault.inForce).hasValue(0);
    }

    @Test
    void aFaultThatHadItsTimeAndShowedNothingIsAProblemAlsoWhenTheRunEndsFirst() {
        CountDownLatch measured = new CountDownLatch(3);
        fault.onProve = () -> {
            measured.countDown();
            return new Proof(false, "0 bytes held", Map.of());
        };
        NemesisOptions options = new NemesisOptions(LONG, LONG, LONG, Duration.ZERO, Duration.ofMillis(50));
        Nemesis nemesis = new Nemesis(catalogue(), cluster.targets(), options, System::nanoTime, events::add);
        nemesis.start(plan(planned(1, "scripted", LONG)));
        awaited(() -> measured.getCount() == 0);

        nemesis.stop();

        assertThat(nemesis.summary().sound()).isFalse();
        assertThat(nemesis.summary().cutShort()).isZero();
    }

    @Test
    void everythingIsHealedWhenAThreadOfTheNemesisDies() {
        Nemesis nemesis = new Nemesis(catalogue(), cluster.targets(), hasty, System::nanoTime, event -> {
            events.add(event);
            if (event.planned().id() == 2 && event.kind() == Kind.BEGUN) {
                throw new StackOverflowError("scripted");
            }
        });
        nemesis.start(plan(
                planned(1, "scripted", LONG),
                new PlannedFault(2, Duration.ofMillis(100), LONG, "other", "any", 1, Map.of())));

        assertThat(nemesis.await(LONG)).isTrue();

        assertThat(fault.inForce).hasValue(0);
        assertThat(other.inForce).hasValue(0);
        assertThat(nemesis.summary().problems())
                .extracting(Problem::sentence)
                .anySatisfy(sentence ->
                        assertThat(sentence).isEqualTo("nemesis fault 2 died: java.lang.StackOverflowError: scripted"));
    }

    @Test
    void aFaultWhoseThreadIsInterruptedIsHealed() {
        Nemesis nemesis = started(plan(planned(1, "scripted", LONG)));
        awaited(() -> kinds(1).contains(Kind.EVIDENCE));

        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("nemesis fault 1"))
                .forEach(Thread::interrupt);

        assertThat(nemesis.await(LONG)).isTrue();
        assertThat(fault.inForce).hasValue(0);
    }

    @Test
    void aListenerThatThrowsStopsNoHealing() {
        Nemesis nemesis = new Nemesis(catalogue(), cluster.targets(), hasty, System::nanoTime, event -> {
            throw new IllegalStateException("disk full");
        });
        nemesis.start(plan(planned(1, "scripted", SHORT)));

        assertThat(nemesis.await(LONG)).isTrue();

        assertThat(fault.inForce).hasValue(0);
        assertThat(fault.closings).hasValue(1);
        assertThat(nemesis.summary().sound()).isFalse();
    }

    @Test
    void leavesOutWhatWouldTakeTheQuorum() {
        Map<String, String> keep = Map.of(PlannedFault.KEEP_QUORUM, "true");
        Plan plan = new Plan(List.of(
                new PlannedFault(1, Duration.ZERO, LONG, "kill", "one", 1, keep),
                new PlannedFault(2, Duration.ofMillis(200), LONG, "kill", "majority", 2, keep)));
        Nemesis nemesis = nemesis(FaultCatalogue.standard());
        nemesis.start(plan);
        awaited(() -> kinds(2).contains(Kind.SKIPPED));

        nemesis.stop();

        assertThat(nemesis.summary().skipped()).isEqualTo(1);
        assertThat(nemesis.summary().sound()).isTrue();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void leavesOutWhatCouldShowNoEffect() {
        Plan plan = new Plan(List.of(
                new PlannedFault(1, Duration.ZERO, LONG, "kill", "all", 1, Map.of()),
                new PlannedFault(2, Duration.ofMillis(200), LONG, "pause", "one", 2, Map.of())));
        Nemesis nemesis = nemesis(FaultCatalogue.standard());
        nemesis.start(plan);
        awaited(() -> kinds(2).contains(Kind.SKIPPED));

        nemesis.stop();

        assertThat(last(2).details())
                .containsEntry("why", "all it would hit is down already, so it could not show an effect");
        assertThat(nemesis.summary().sound()).isTrue();
    }

    @Test
    void whatTheClusterDoesNotAgreeToIsLeftOutUnderOtherFaultsAndAProblemWithoutThem() {
        fault.onInject = () -> {
            throw new NotNowException("no quorum");
        };
        try (Nemesis nemesis = started(plan(planned(1, "scripted", SHORT)))) {
            assertThat(nemesis.await(LONG)).isTrue();
            assertThat(nemesis.summary().problems())
                    .extracting(Problem::sentence)
                    .containsExactly("no quorum");
        }
        events.clear();

        Nemesis nemesis = started(plan(
                planned(1, "other", LONG),
                new PlannedFault(2, Duration.ofMillis(200), LONG, "scripted", "any", 1, Map.of())));
        awaited(() -> kinds(2).contains(Kind.SKIPPED));
        nemesis.stop();

        assertThat(nemesis.summary().sound()).isTrue();
    }

    @Test
    void whatTheClusterDoesNotAgreeToJustAfterAnotherFaultIsLeftOut() {
        fault.onInject = () -> {
            throw new NotNowException("no majority knows a leader");
        };
        Nemesis nemesis = started(plan(
                planned(1, "other", SHORT),
                new PlannedFault(2, Duration.ofMillis(500), LONG, "scripted", "any", 1, Map.of())));
        awaited(() -> kinds(2).contains(Kind.SKIPPED));
        nemesis.stop();

        assertThat(kinds(1)).endsWith(Kind.HEALED);
        assertThat(nemesis.summary().sound()).isTrue();
    }

    @Test
    void refusesAPlanItCannotCarryOutBeforeAnythingIsDone() {
        Nemesis nemesis = nemesis(catalogue());

        assertThatThrownBy(() -> nemesis.start(plan(planned(1, "earthquake", SHORT))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fault (earthquake) is not known");

        assertThat(events).isEmpty();
    }

    @Test
    void plannedEventsCanBeReplayed() {
        Plan plan = plan(planned(1, "scripted", SHORT), planned(2, "other", SHORT));
        try (Nemesis nemesis = started(plan)) {
            assertThat(nemesis.await(LONG)).isTrue();

            assertThat(Plan.fromMaps(events.stream().map(FaultEvent::toMap).toList()))
                    .isEqualTo(plan);
        }
    }

    private FaultCatalogue catalogue() {
        return new FaultCatalogue(List.of(fault.family(), other.family()));
    }

    private Nemesis nemesis(FaultCatalogue catalogue) {
        return nemesis(catalogue, hasty);
    }

    private Nemesis nemesis(FaultCatalogue catalogue, NemesisOptions options) {
        long start = System.nanoTime();
        return new Nemesis(catalogue, cluster.targets(), options, () -> System.nanoTime() - start, events::add);
    }

    private Nemesis started(Plan plan) {
        Nemesis nemesis = nemesis(catalogue());
        nemesis.start(plan);
        return nemesis;
    }

    private List<Kind> kinds(int id) {
        return events.stream()
                .filter(event -> event.planned().id() == id)
                .map(FaultEvent::kind)
                .toList();
    }

    private FaultEvent last(int id) {
        List<FaultEvent> own =
                events.stream().filter(event -> event.planned().id() == id).toList();
        return own.get(own.size() - 1);
    }

    private static PlannedFault planned(int id, String family, Duration hold) {
        return new PlannedFault(id, Duration.ZERO, hold, family, "any", 1, Map.of());
    }

    private static Plan plan(PlannedFault... faults) {
        return new Plan(List.of(faults));
    }

    private static void awaited(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void awaitWhateverInterrupts(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // The port under test ignores interruption; that is the script.
                Thread.onSpinWait();
            }
        }
    }
}
