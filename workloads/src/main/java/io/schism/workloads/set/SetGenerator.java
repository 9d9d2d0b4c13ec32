package io.schism.workloads.set;

import io.schism.checkers.history.History;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Unfolded;

/**
 * As many additions as reads, on one set after another: every read carries the whole set, so it must not grow for ever. At the end all of
 * the sets are read again, those of long ago too.
 */
final class SetGenerator {

    private SetGenerator() {}

    static Generator of(WorkloadOptions options) {
        Request read = Request.of(SetWorkload.READ, null);
        Generator adds =
                Generators.unfold(0L, (next, random) -> new Unfolded<>(Request.of(SetWorkload.ADD, next), next + 1));
        Generator mixed = Generators.mix(adds, Generators.repeat(random -> read));
        return Generators.perKey(
                options.threadsPerKey(),
                Long.MAX_VALUE,
                number -> number,
                key -> Generators.limit(options.operationsPerKey(), mixed));
    }

    static Generator finalReads(int nodes, History main) {
        return FinalReads.everywhere(
                FinalReads.ofKeys(SetWorkload.READ).used(main).stream()
                        .map(key -> new Request(SetWorkload.READ, key, null))
                        .toList(),
                nodes);
    }
}
