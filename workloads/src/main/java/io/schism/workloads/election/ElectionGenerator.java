package io.schism.workloads.election;

import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.util.List;
import java.util.random.RandomGenerator;

/** Half of the operations observe; of the others, most campaign or resign, and some depose. */
final class ElectionGenerator {
    private ElectionGenerator() {}

    static Generator of() {
        return Generators.repeat(random -> Request.of(operation(random), null));
    }

    private static String operation(RandomGenerator random) {
        if (random.nextBoolean()) {
            return ElectionWorkload.OBSERVE;
        }
        return switch (random.nextInt(10)) {
            case 0 -> ElectionWorkload.DEPOSE;
            case 1, 2, 3, 4 -> ElectionWorkload.RESIGN;
            default -> ElectionWorkload.CAMPAIGN;
        };
    }

    static Generator finalObservation(int nodes) {
        return FinalReads.everywhere(List.of(Request.of(ElectionWorkload.OBSERVE, null)), nodes);
    }
}
