package io.schism.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineBenchmarkTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_024})
    void measuresAndLeavesNothingBehind(int concurrency) throws IOException {
        EngineBenchmark.Row row = EngineBenchmark.run(concurrency, Duration.ofMillis(100), directory);
        assertThat(row.operations()).isPositive();
        assertThat(row.bytes()).isPositive();
        assertThat(row.p99Micros()).isGreaterThanOrEqualTo(row.medianMicros());
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
