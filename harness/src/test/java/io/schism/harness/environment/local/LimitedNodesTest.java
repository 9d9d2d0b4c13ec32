package io.schism.harness.environment.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import io.schism.harness.Needs;
import io.schism.harness.clock.LocalProcess;
import io.schism.harness.clock.VdsoClocks;
import io.schism.harness.clock.VdsoProbe;
import io.schism.harness.environment.Preparation;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.CpuControl.Limited;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MemoryControl.Squeezed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.ProcessControl.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of this machine, frozen, starved and held back by its own control groups. */
@Timeout(120)
final class LimitedNodesTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");
    private static final ScriptedSystem BUSY = ScriptedSystem.shell("echo $$; while :; do :; done");

    @TempDir
    Path run;

    private LocalEnvironment environment;
    private ProcessControl processes;
    private FreezeControl freezer;
    private ProcessHolds holds;

    @BeforeEach
    void needed() {
        Needs.controlGroups();
    }

    @AfterEach
    void closesAndLeavesNothing() throws IOException {
        if (environment != null) {
            environment.close();
        }
        assertThat(groups(run)).isEmpty();
    }

    private void started(ScriptedSystem system, ClockFactory clocks) {
        environment = LocalEnvironment.create(LocalLayout.of(2, run), clocks);
        environment.prepare(Set.of(Preparation.LIMITS));
        environment.start(system);
        processes = environment.processes();
        freezer = environment.freezer().orElseThrow();
        holds = new ProcessHolds(processes, environment.freezer());
    }

    /** The control groups of the run in this directory that are there now. */
    static List<Path> groups(Path run) throws IOException {
        String name = "schism-" + run.getFileName().toString().replaceAll("[^a-zA-Z0-9_-]", "-") + ".";
        try (Stream<Path> all = Files.find(
                Path.of("/sys/fs/cgroup"),
                20,
                (path, attributes) -> path.getFileName().toString().startsWith(name))) {
            return all.toList();
        }
    }

    @Test
    void freezesANodeThatTakesNoStepThenAndGoesOnLater() {
        started(BUSY, ClockFactory.none());
        freezer.freeze(N1);
        assertThat(freezer.frozen(N1)).isTrue();
        assertThat(freezer.frozen(N2)).isFalse();
        assertThat(processes.state(N1)).as("frozen is not stopped").isEqualTo(State.RUNNING);

        Duration before = busy(N1);
        Duration other = busy(N2);
        Await.until("the other works", () -> busy(N2).minus(other).toMillis() > 200);
        assertThat(busy(N1)).isEqualTo(before);

        freezer.thaw(N1);
        assertThat(freezer.frozen(N1)).isFalse();
        Await.until("it goes on", () -> busy(N1).compareTo(before) > 0);
    }

    private Duration busy(Node node) {
        return ProcessHandle.of(processes.pid(node).orElseThrow())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    @Test
    void killsAndTerminatesTheFrozen() {
        started(BUSY, ClockFactory.none());
        freezer.freeze(N1);
        freezer.freeze(N2);

        processes.kill(N1);
        processes.terminate(N2);

        assertThat(processes.state(N1)).isEqualTo(State.DEAD);
        assertThat(processes.state(N2)).isEqualTo(State.DEAD);
        processes.start(N1);
        assertThat(freezer.frozen(N1)).isFalse();
        assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
    }

    @Test
    void killPauseAndFreezeKnowOfEachOther() {
        started(BUSY, ClockFactory.none());
        Hold paused = holds.pause(N1);
        Hold frozen = holds.freeze(N1);
        assertThat(holds.frozen(N1)).isTrue();
        Hold killed = holds.kill(N1);
        assertThat(holds.state(N1)).isEqualTo(State.DEAD);
        assertThat(holds.frozen(N1)).isFalse();

        killed.close();
        assertThat(holds.frozen(N1)).as("it came back and is frozen again").isTrue();
        frozen.close();
        assertThat(holds.frozen(N1)).isFalse();
        assertThat(holds.state(N1)).isEqualTo(State.PAUSED);
        Hold again = holds.freeze(N1);
        paused.close();
        assertThat(holds.frozen(N1)).isTrue();
        again.close();
        assertThat(holds.state(N1)).isEqualTo(State.RUNNING);
    }

    @Test
    void theKernelKillsANodeForWantOfMemoryAndNotTheHarness() {
        // A node that keeps what it got and asks for more: whatever limit is taken at some moment is too little the
        // next one. One that
        // gave everything back now and then could be limited to the most it ever has, for refused limits cost the
        // kernel seconds.
        started(
                ScriptedSystem.shell("y=.; while [ ${#y} -lt 65536 ]; do y=$y$y; done;"
                        + " x=; while :; do x=$x$y; [ ${#x} -lt 60000000 ] || x=; done"),
                ClockFactory.none());

        try (Squeezed squeezed = environment.memory().orElseThrow().squeeze(N1)) {
            Await.until("it is dead", () -> processes.state(N1) == State.DEAD);
            Await.until("the kernel says so", () -> squeezed.kills() == 1);
        }
        assertThat(processes.state(N2)).isEqualTo(State.RUNNING);

        processes.start(N1);
        long pid = processes.pid(N1).orElseThrow();
        Duration before = busy(N1);
        Await.until("it lives on", () -> busy(N1).minus(before).toMillis() > 200);
        assertThat(processes.pid(N1)).contains(pid);
    }

    @Test
    void holdsBackByTheKernelsQuotaAlsoInTheNextLife() {
        started(BUSY, ClockFactory.none());
        try (Limited limited = environment.cpu().orElseThrow().limit(N1, 0.05)) {
            Await.until("it is held back", () -> limited.throttled() > 3);
            processes.kill(N1);
            processes.start(N1);
            long earlier = limited.throttled();
            Await.until("it is held back again", () -> limited.throttled() > earlier + 3);
            assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
        }
        Duration free = busy(N1);
        Await.until("it goes on", () -> busy(N1).minus(free).toMillis() > 200);
    }

    @Test
    void changesTheClockOfAFrozenNodeAndLeavesItFrozen() {
        Optional<String> refusal = VdsoProbe.refusal();
        Assumptions.assumeTrue(refusal.isEmpty(), () -> "needs clock faults: " + refusal.orElseThrow());
        started(
                ScriptedSystem.shell("exec sleep 600"),
                children -> Optional.of(new VdsoClocks(
                        node -> children.pid(node).map(pid -> new LocalProcess(pid, () -> children.frozen(node))),
                        children::undisturbed,
                        Optional::empty,
                        Optional.empty())));
        freezer.freeze(N1);

        environment.clocks().orElseThrow().skew(N1, new Skew(Duration.ofSeconds(30), 1), Skew.NONE);

        assertThat(environment.clocks().orElseThrow().offset(N1)).isGreaterThan(Duration.ofSeconds(29));
        assertThat(freezer.frozen(N1)).isTrue();
    }

    @Test
    void removesTheFrozenAtTheEnd() throws IOException {
        started(BUSY, ClockFactory.none());
        long pid = processes.pid(N1).orElseThrow();
        freezer.freeze(N1);
        assertThat(groups(run)).isNotEmpty();

        environment.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(groups(run)).isEmpty();
    }
}
