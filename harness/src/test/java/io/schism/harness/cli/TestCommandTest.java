package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class TestCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--workload regster | register",
                "--system zookeeper | raft, etcd",
                "--env cloud | local or docker",
                "--rate -1 | --rate (-1) must not be negative; 0 means as fast as it goes",
                "--time-limit -5s | 30s",
                "--time-limit 0s | --time-limit (0s) must be longer than nothing",
                "--nodes 0 | --nodes (0) must be between 1 and",
                "--nodes 1 --faults partition | partition",
                "--faults partion | partition",
                "--faults kill:king | leader",
                "--concurrency x | --concurrency (x)",
                "--set raed=default | did you mean read",
                "--set read=maybe | linearizable",
                "--set read | KEY=VALUE",
                "--system etcd --set tls=on | --set tls=on is not allowed; it takes one of none, mutual",
                "--plan nowhere.jsonl | nowhere.jsonl",
                "--profile wild | calm, nightly, storm",
                "--targets king | leader",
                "--seed soon | --seed"
            })
    void answersWrongUsageInOneLineWithTheMend(String arguments, String mend) throws IOException {
        CommandRun run = run(arguments.split(" "));

        assertThat(run.exit()).as(run.err()).isEqualTo(64);
        assertThat(run.err().lines().filter(line -> line.startsWith("schism: ")))
                .singleElement()
                .asString()
                .contains(mend);
        assertThat(left()).isEmpty();
    }

    @Test
    void answersAMissingProgramWith70() throws IOException {
        CommandRun run = run("--system", "etcd", "--etcd-binary", "/nowhere/etcd");

        assertThat(run.exit()).as(run.err()).isEqualTo(70);
        assertThat(run.err()).contains("/nowhere/etcd");
        assertThat(left()).isEmpty();
    }

    @Test
    void answersARunsDirectoryThatIsAFileWith70() throws IOException {
        Path file = Files.writeString(folder.resolve("runs"), "taken");

        CommandRun run = run();

        assertThat(run.exit()).isEqualTo(70);
        assertThat(run.err()).contains(file.toString()).contains("--runs");
    }

    @Test
    void runsASmallClusterAndTellsItsOutcomeAsJson() throws IOException {
        CommandRun run =
                run("--json", "--nodes", "1", "--faults", "none", "--time-limit", "3s", "--rate", "100", "--seed", "7");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode outcome = new ObjectMapper().readTree(run.out());
        assertThat(outcome.get("verdict").asText()).isEqualTo("valid");
        assertThat(outcome.get("seed").asLong()).isEqualTo(7);
        Path directory = Path.of(outcome.get("directory").asText());
        assertThat(directory.resolve("verdict.json")).isNotEmptyFile();
        assertThat(directory.resolve("report.html")).isNotEmptyFile();
        assertThat(Files.readString(directory.resolve("run.json"))).contains("\"--seed\", \"7\"");

        CommandRun again = CommandRun.of("check", directory.toString());
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out()).startsWith("valid ");
    }

    private CommandRun run(String... arguments) {
        List<String> words =
                new ArrayList<>(List.of("test", "--runs", folder.resolve("runs").toString()));
        words.addAll(List.of(arguments));
        return CommandRun.of(words.toArray(new String[0]));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> !path.equals(folder)).toList();
        }
    }
}
