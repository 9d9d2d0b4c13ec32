package io.schism.nemesis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.simulated.InertPorts;
import io.schism.nemesis.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every fault of the catalogue has in common. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class FaultContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<String> variants() {
        return FaultCatalogue.standard().families().stream()
                .flatMap(family -> family.variants().stream().map(variant -> family.name() + ":" + variant.name()));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void happensIsProvedAndLeavesAHealthyCluster(String label) {
        SimulatedCluster cluster = new SimulatedCluster(5);
        Fault fault = create(label, cluster.allTargets());

        Healing healing = fault.inject();

        assertThat(provedWithin(healing)).as(healing.prove().sentence()).isTrue();
        healing.close();
        assertThat(cluster.healthy()).isTrue();
        healing.close();
        assertThat(cluster.healthy()).isTrue();
        assertThat(fault.name()).isNotBlank().doesNotContain("\n");
        assertThat(healing.prove().sentence()).doesNotContain("\n");
    }

    /** Red gate: over ports that do nothing a fault either cannot be injected or shows no effect. */
    @ParameterizedTest
    @MethodSource("variants")
    void isNotProvedWhenNothingWasDone(String label) {
        InertPorts inert = new InertPorts(5);
        Fault fault = create(label, inert.targets());

        Proof proof;
        try (Healing healing = fault.inject()) {
            proof = healing.prove();
        } catch (FaultException e) {
            return;
        }

        assertThat(proof.happened()).as(proof.sentence()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isTheSameFromTheSameSeed(String label) {
        assertThat(create(label, new SimulatedCluster(5).allTargets()).name())
                .isEqualTo(create(label, new SimulatedCluster(5).allTargets()).name());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isAvailableWithAllPortsAndSaysWhyNotWithout(String label) {
        String[] parts = label.split(":");
        var variant = FaultCatalogue.standard().variant(parts[0], parts[1]);

        assertThat(variant.refusal().apply(new SimulatedCluster(5).allTargets()))
                .isEmpty();
        variant.refusal()
                .apply(new SimulatedCluster(5).targets())
                .ifPresent(reason -> assertThat(reason).contains("; ").doesNotContain("\n"));
    }

    private static boolean provedWithin(Healing healing) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!healing.prove().happened()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static Fault create(String label, Targets targets) {
        String[] parts = label.split(":");
        PlannedFault planned = new PlannedFault(
                1, Duration.ZERO, Duration.ZERO, parts[0], parts[1], 17, Map.of("gap", "1ms", "age", "1ms"));
        return FaultCatalogue.standard()
                .variant(parts[0], parts[1])
                .factory()
                .create(planned, targets, new Random(planned.seed()));
    }
}
