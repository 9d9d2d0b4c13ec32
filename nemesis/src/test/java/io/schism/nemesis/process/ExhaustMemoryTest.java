package io.schism.nemesis.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.MemoryControl.Squeezed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExhaustMemoryTest {
    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final Targets targets = cluster.allTargets();
    private final ProcessHolds holds = targets.processes();
    private final MemoryControl memory = targets.memory().orElseThrow();
    private final Node first = cluster.node(1);
    private final Node second = cluster.node(2);

    @Test
    void provesTheKernelsDeedAndStartsTheNodeAgain() {
        Healing healing = new ExhaustMemory(List.of(second), memory, holds).inject();

        assertThat(healing.prove()).isEqualTo(new Proof(true, "the kernel killed n2 1 times", Map.of("n2", 1L)));
        healing.close();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void isLeftOutWhereAnotherFaultHoldsANode() {
        List<Function<Node, Hold>> others = List.of(holds::freeze, holds::pause, holds::kill);
        for (Function<Node, Hold> other : others) {
            try (Hold held = other.apply(second)) {
                assertThat(held).isNotNull();
                assertThatThrownBy(() -> new ExhaustMemory(List.of(first, second), memory, holds).inject())
                        .isInstanceOf(NotNowException.class)
                        .hasMessageContaining("asks for no memory");
                assertThat(holds.state(first)).isEqualTo(State.RUNNING);
            }
            assertThat(cluster.healthy()).isTrue();
        }
    }

    @Test
    void claimsNoDeathThatTheKernelDidNotCount() {
        AtomicBoolean given = new AtomicBoolean();
        MemoryControl idle = new Squeezing(node -> killedBySomebodyElse(node, given));

        assertThatThrownBy(() -> new ExhaustMemory(List.of(second), idle, holds).inject())
                .isInstanceOf(NotNowException.class);

        assertThat(given).isTrue();
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void startsAgainWhomItKilledWhenItCannotLimitTheOther() {
        MemoryControl half = new Squeezing(node -> {
            cluster.processes().kill(node);
            if (node.equals(second)) {
                throw new FaultException("could not limit the memory of n2");
            }
            return memory.squeeze(node);
        });

        assertThatThrownBy(() -> new ExhaustMemory(List.of(first, second), half, holds).inject())
                .isInstanceOf(FaultException.class)
                .hasMessage("could not limit the memory of n2");

        assertThat(cluster.healthy()).isTrue();
    }

    private Squeezed killedBySomebodyElse(Node node, AtomicBoolean given) {
        cluster.processes().kill(node);
        return new Squeezed() {
            @Override
            public long kills() {
                return 0;
            }

            @Override
            public void close() {
                given.set(true);
            }
        };
    }

    /** Squeezes in a way of its own. */
    private record Squeezing(Function<Node, Squeezed> way) implements MemoryControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Squeezed squeeze(Node node) {
            return way.apply(node);
        }
    }
}
