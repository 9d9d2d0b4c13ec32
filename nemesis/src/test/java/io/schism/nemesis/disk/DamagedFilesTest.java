package io.schism.nemesis.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.Healing;
import io.schism.nemesis.Proof;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.Damage.Harm;
import io.schism.nemesis.target.Damage.Part;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DamagedFilesTest {
    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final Node victim = cluster.node(2);

    @Test
    void startsTheNodeOnlyWhenTheFaultIsOnRecordBecauseItMayHaveForgottenWhatItKnew() {
        Healing healing = inject();

        assertThat(cluster.processes().state(victim)).isEqualTo(State.DEAD);
        assertThat(healing.prove().sentence()).endsWith("; n2 runs and does not serve on that");
        assertThat(cluster.processes().state(victim)).isEqualTo(State.RUNNING);
    }

    @Test
    void saysThatANodeDoesNotStartOnDamagedFilesAndReplacesIt() {
        Healing healing = inject();
        cluster.processes().failStarts(1);

        assertThat(healing.prove().happened()).isTrue();
        assertThat(healing.prove().sentence()).endsWith("; n2 does not run on that");
        healing.close();

        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void saysOfANodeThatStartsSlowlyThatItIsStartingWhateverInterruptsTheQuestion() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        cluster.processes().slowStarts(started);
        Healing healing = inject();
        FutureTask<Proof> question = new FutureTask<>(healing::prove);
        Thread asking = new Thread(question, "asking");
        asking.start();
        asking.interrupt();
        asking.join();

        assertThat(healing.prove().sentence()).endsWith("; n2 is still starting on that");

        started.countDown();
        assertThat(healing.prove().sentence()).endsWith("; n2 runs and does not serve on that");
        healing.close();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void replacesANodeThatNobodyHasLookedAt() {
        inject().close();

        assertThat(cluster.healthy()).isTrue();
    }

    private Healing inject() {
        return new DamagedFiles(victim, new Damage(Part.WAL, Harm.FLIP), 7, cluster.allTargets()).inject();
    }
}
