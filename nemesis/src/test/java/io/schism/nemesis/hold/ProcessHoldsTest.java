package io.schism.nemesis.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.simulated.SimulatedFreezer;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessHoldsTest {
    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final SimulatedFreezer freezer = new SimulatedFreezer();
    private final ProcessHolds holds = new ProcessHolds(cluster.processes(), Optional.of(freezer));
    private final Node node = cluster.node(1);

    @Test
    void aNodeHeldDeadTwiceStartsWithTheLast() {
        Hold first = holds.kill(node);
        Hold second = holds.terminate(node);

        first.close();

        assertThat(holds.state(node)).isEqualTo(State.DEAD);
        second.close();
        assertThat(holds.state(node)).isEqualTo(State.RUNNING);
    }

    @Test
    void aKillThatHealsWhileAPauseHoldsLeavesThePause() {
        Hold pause = holds.pause(node);
        Hold kill = holds.kill(node);

        kill.close();

        assertThat(holds.state(node)).isEqualTo(State.PAUSED);
        pause.close();
        assertThat(holds.state(node)).isEqualTo(State.RUNNING);
    }

    @Test
    void aPauseThatHealsWhileAKillHoldsLeavesTheDead() {
        Hold kill = holds.kill(node);
        Hold pause = holds.pause(node);

        pause.close();

        assertThat(holds.state(node)).isEqualTo(State.DEAD);
        kill.close();
        assertThat(holds.state(node)).isEqualTo(State.RUNNING);
    }

    @Test
    void aNodeIsBroughtBackAlsoWhenTheWorkOnItWasInterrupted() {
        assertThatThrownBy(() -> holds.whileDead(node, dead -> {
                    Thread.currentThread().interrupt();
                    throw new FaultException("given up");
                }))
                .hasMessage("given up");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(holds.state(node)).isEqualTo(State.RUNNING);
    }

    @Test
    void aFrozenNodeIsThawedToDieAndFrozenAgainWhenItComesBack() {
        Hold freeze = holds.freeze(node);
        Hold kill = holds.kill(node);
        assertThat(freezer.frozen(node)).isFalse();

        kill.close();

        assertThat(freezer.frozen(node)).isTrue();
        freeze.close();
        assertThat(freezer.frozen(node)).isFalse();
        assertThat(holds.state(node)).isEqualTo(State.RUNNING);
    }

    @Test
    void aRestartOfANodeHeldDeadLeavesItDead() {
        Hold kill = holds.kill(node);

        holds.restart(node);

        assertThat(holds.state(node)).isEqualTo(State.DEAD);
        kill.close();
    }

    @Test
    void aRestartOfAPausedNodeLeavesItPausedWithANewPid() {
        Hold pause = holds.pause(node);
        Optional<Long> before = holds.pid(node);

        holds.restart(node);

        assertThat(holds.state(node)).isEqualTo(State.PAUSED);
        assertThat(holds.pid(node)).isPresent().isNotEqualTo(before);
        pause.close();
    }

    @Test
    void aNodeThatDiedByItselfIsRestoredUnlessHeld() {
        cluster.processes().kill(node);
        holds.restore(node);
        assertThat(holds.state(node)).isEqualTo(State.RUNNING);

        Hold kill = holds.kill(node);
        holds.restore(node);
        assertThat(holds.state(node)).isEqualTo(State.DEAD);
        kill.close();
    }

    @Test
    void closingTwiceWithdrawsOnce() {
        Hold first = holds.kill(node);
        Hold second = holds.kill(node);

        first.close();
        first.close();

        assertThat(holds.state(node)).isEqualTo(State.DEAD);
        second.close();
    }

    @Test
    void aHealingThatFailedCanBeTriedAgain() {
        Hold kill = holds.kill(node);
        cluster.processes().failStarts(1);

        assertThatThrownBy(kill::close).isInstanceOf(FaultException.class);
        kill.close();

        assertThat(holds.state(node)).isEqualTo(State.RUNNING);
    }

    @Test
    void aDemandThatCannotBeMetIsNotHeld() {
        ProcessHolds noFreezer = new ProcessHolds(cluster.processes(), Optional.empty());

        assertThatThrownBy(() -> noFreezer.freeze(node)).isInstanceOf(FaultException.class);

        noFreezer.kill(node).close();
        assertThat(cluster.healthy()).isTrue();
    }

    /** Whatever is demanded and withdrawn in whatever order: every node is what the strongest demand says, and all run in the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomDemandsAreMetAndEndInAHealthyCluster(long seed) {
        Random random = new Random(seed);
        List<Demanded> open = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            if (!open.isEmpty() && random.nextInt(5) < 2) {
                open.remove(random.nextInt(open.size())).hold().close();
            } else {
                demand(random, open);
            }
            cluster.nodes().forEach(each -> assertMet(each, open, seed));
        }
        open.forEach(demanded -> demanded.hold().close());

        assertThat(cluster.healthy()).as("seed " + seed).isTrue();
        assertThat(cluster.nodes()).noneMatch(freezer::frozen);
    }

    private void demand(Random random, List<Demanded> open) {
        Node victim = cluster.nodes().get(random.nextInt(3));
        switch (random.nextInt(7)) {
            case 0 -> open.add(new Demanded(victim, Kind.DEAD, holds.kill(victim)));
            case 1 -> open.add(new Demanded(victim, Kind.DEAD, holds.terminate(victim)));
            case 2, 3 -> open.add(new Demanded(victim, Kind.PAUSED, holds.pause(victim)));
            case 4 -> open.add(new Demanded(victim, Kind.FROZEN, holds.freeze(victim)));
            case 5 -> holds.restart(victim);
            default -> {
                cluster.processes().kill(victim);
                freezer.thaw(victim);
                holds.restore(victim);
            }
        }
    }

    private void assertMet(Node each, List<Demanded> open, long seed) {
        State state = holds.state(each);
        if (demands(each, Kind.DEAD, open)) {
            assertThat(state).as("seed " + seed).isEqualTo(State.DEAD);
        } else if (demands(each, Kind.FROZEN, open)) {
            assertThat(freezer.frozen(each)).as("seed " + seed).isTrue();
        } else {
            assertThat(freezer.frozen(each)).as("seed " + seed).isFalse();
            assertThat(state)
                    .as("seed " + seed)
                    .isEqualTo(demands(each, Kind.PAUSED, open) ? State.PAUSED : State.RUNNING);
        }
    }

    private static boolean demands(Node node, Kind kind, List<Demanded> open) {
        return open.stream().anyMatch(demanded -> demanded.node().equals(node) && demanded.kind() == kind);
    }

    private enum Kind {
        DEAD,
        FROZEN,
        PAUSED
    }

    private record Demanded(Node node, Kind kind, Hold hold) {}
}
