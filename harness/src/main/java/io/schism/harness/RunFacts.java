package io.schism.harness;

import io.schism.harness.system.SystemUnderTest;
import io.schism.results.RunInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is known of a run before it begins, as it is written down. */
final class RunFacts {
    private RunFacts() {}

    static RunInfo of(RunConfiguration configuration, SystemUnderTest system, int concurrency) {
        Map<String, String> versions = new LinkedHashMap<>(system.description());
        versions.put("schism", Version.ofSchism());
        versions.put("machine", Version.ofMachine());
        List<String> nodes = IntStream.rangeClosed(1, configuration.nodes())
                .mapToObj(number -> "n" + number)
                .toList();
        return new RunInfo(
                configuration.workload(),
                system.name(),
                configuration.environment(),
                nodes,
                concurrency,
                configuration.seed(),
                Instant.now(),
                null,
                configuration.commandLine(),
                configuration.toMap(),
                versions);
    }
}
