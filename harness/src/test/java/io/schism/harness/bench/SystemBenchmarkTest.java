package io.schism.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.system.catalogue.Systems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SystemBenchmarkTest {
    @TempDir
    Path directory;

    @Test
    void measuresARealClusterWithAndWithoutTheHarness() throws Exception {
        try (SystemBenchmark benchmark = SystemBenchmark.start(Systems.named("raft", Map.of(), ""), 3, directory)) {
            Row row = benchmark.measure(6, 3, Duration.ofMillis(150), Duration.ofMillis(300));
            Sample puts = benchmark.puts(4, Duration.ofMillis(100), Duration.ofMillis(200));

            for (Sample sample : List.of(row.harness(), row.bare(), row.straight(), puts)) {
                assertThat(sample.operations()).isPositive();
                assertThat(sample.errors()).isZero();
                assertThat(sample.perSecond()).isPositive();
                assertThat(sample.p99Micros()).isGreaterThanOrEqualTo(sample.p50Micros());
                assertThat(sample.processorMicros()).isPositive();
            }
            assertThat(row.ofBare().median())
                    .isBetween(row.ofBare().lower(), row.ofBare().upper());
        }
    }
}
