package io.schism.nemesis.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.ProcessControl.State;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopFaultsTest {
    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final ProcessHolds holds = new ProcessHolds(cluster.processes(), Optional.empty());

    @Test
    void killsAndStartsAgain() {
        List<Node> nodes = List.of(cluster.node(1), cluster.node(3));

        Healing healing = new KillProcess(nodes, holds).inject();

        assertThat(healing.prove().happened()).isTrue();
        assertThat(healing.prove().sentence()).isEqualTo("pid 1000 of n1 is gone; pid 1002 of n3 is gone");
        healing.close();
        assertThat(cluster.healthy()).isTrue();
        assertThat(cluster.processes().pid(cluster.node(1))).isPresent().isNotEqualTo(Optional.of(1000L));
    }

    @Test
    void terminatesGently() {
        Healing healing = new TerminateProcess(List.of(cluster.node(2)), holds).inject();

        assertThat(healing.prove().happened()).isTrue();
        assertThat(cluster.processes().calls()).containsExactly("terminate n2");
        healing.close();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void pausesAndResumes() {
        Healing healing = new PauseProcess(List.of(cluster.node(2)), holds).inject();

        assertThat(healing.prove()).isEqualTo(new Proof(true, "n2 is paused", Map.of("n2", "paused")));
        healing.close();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    @Timeout(30)
    void redGateAKillThatIsGivenUpAtTheSecondNodeStartsTheFirstAgain() throws InterruptedException {
        Node second = cluster.node(2);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread other = started(() -> holds.undisturbed(second, () -> {
            busy.countDown();
            awaited(release);
        }));
        busy.await();
        FutureTask<Healing> injection =
                new FutureTask<>(() -> new KillProcess(List.of(cluster.node(1), second), holds).inject());
        Thread injecting = started(injection);
        while (holds.state(cluster.node(1)) != State.DEAD) {
            Thread.onSpinWait();
        }

        injecting.interrupt();

        assertThatThrownBy(injection::get)
                .cause()
                .hasMessage("gave up waiting for another fault that is busy with n2")
                .hasNoSuppressedExceptions();
        assertThat(holds.state(cluster.node(1))).isEqualTo(State.RUNNING);
        release.countDown();
        other.join();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    @Timeout(30)
    void aWipeThatIsGivenUpAtTheChangeOfMembersStartsTheNodeAgain() {
        MembershipControl stuck = (MembershipControl) Proxy.newProxyInstance(
                MembershipControl.class.getClassLoader(),
                new Class<?>[] {MembershipControl.class},
                (proxy, method, arguments) -> {
                    Thread.currentThread().interrupt();
                    throw new FaultException("interrupted in " + method.getName());
                });

        assertThatThrownBy(() -> new WipeNode(cluster.node(1), cluster.allTargets(), stuck).inject())
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("interrupted in remove");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void aKillIsNotProvedWhenTheNodeCameBack() {
        Healing healing = new KillProcess(List.of(cluster.node(2)), holds).inject();

        cluster.processes().start(cluster.node(2));

        assertThat(healing.prove().happened()).isFalse();
        assertThat(healing.prove().sentence()).isEqualTo("pid 1001 of n2 is still there or came back");
    }

    @Test
    void aPauseIsNotProvedWhenTheNodeRuns() {
        Healing healing = new PauseProcess(List.of(cluster.node(2)), holds).inject();

        cluster.processes().resume(cluster.node(2));

        assertThat(healing.prove().happened()).isFalse();
    }

    @Test
    void undoesTheFirstWhenTheSecondCannotBeKilled() {
        ProcessControl stubborn = new Stubborn(cluster.processes(), cluster.node(2));
        Fault fault = new KillProcess(cluster.nodes(), new ProcessHolds(stubborn, Optional.empty()));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(fault::inject))
                .hasMessage("node n2 should be DEAD and is RUNNING; see its log in the run directory");

        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void hitsWhomTheVariantSays() {
        cluster.lead(cluster.node(2));
        for (FaultFamily family : List.of(KillProcess.family(), TerminateProcess.family(), PauseProcess.family())) {
            assertThat(fault(family, "leader").impact().targets()).containsExactly(cluster.node(2));
            assertThat(fault(family, "all").impact().targets()).isEqualTo(cluster.nodes());
            assertThat(fault(family, "follower").impact().down()).hasSize(1).doesNotContain(cluster.node(2));
            assertThat(fault(family, "leader").name()).isEqualTo(family.name() + " n2");
        }
    }

    private Fault fault(FaultFamily family, String variant) {
        PlannedFault planned = new PlannedFault(1, Duration.ZERO, Duration.ZERO, family.name(), variant, 3, Map.of());
        return family.variant(variant).orElseThrow().factory().create(planned, cluster.targets(), new Random(3));
    }

    /** One process that no signal reaches. */
    private record Stubborn(ProcessControl others, Node node) implements ProcessControl {
        @Override
        public State state(Node which) {
            return others.state(which);
        }

        @Override
        public Optional<Long> pid(Node which) {
            return others.pid(which);
        }

        @Override
        public void kill(Node which) {
            if (!which.equals(node)) {
                others.kill(which);
            }
        }

        @Override
        public void terminate(Node which) {
            others.terminate(which);
        }

        @Override
        public void start(Node which) {
            others.start(which);
        }

        @Override
        public void pause(Node which) {
            others.pause(which);
        }

        @Override
        public void resume(Node which) {
            others.resume(which);
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work, "under test");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
