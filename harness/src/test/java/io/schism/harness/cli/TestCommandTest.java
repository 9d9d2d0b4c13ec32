package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schism.harness.RunConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
                "--seed soon | --seed",
                "--env docker --keep-data | --keep-data has no effect with --env docker",
                "--image etcd:3.5 | --image has no effect with --env local",
                "--plan ledger:power-failure --faults kill | --faults has no effect with --plan",
                "--plan ledger:power-failure --profile storm | --profile has no effect with --plan",
                "--plan ledger:power-failure --targets leader | --targets has no effect with --plan",
                "--plan ledger:power-failure --keep-quorum | --keep-quorum has no effect with --plan",
                "--fault-interval 2s --plan ledger:power-failure | --fault-interval has no effect with --plan",
                "--nodes 1 --plan nowhere.jsonl | nowhere.jsonl"
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
    void refusesAPlanThatCannotBeCarriedOutBeforeAnythingStarts() throws IOException {
        Path plans = Files.createDirectory(folder.resolve("plans"));
        Path misspelt =
                Files.writeString(plans.resolve("misspelt.jsonl"), line("packet", "delay", "{\"dealy\":\"2s\"}"));
        Path unknown = Files.writeString(plans.resolve("unknown.jsonl"), line("kill", "twice", "{}"));
        Path lone = Files.writeString(plans.resolve("lone.jsonl"), line("partition", "halves", "{}"));

        assertThat(List.of(
                        run("--plan", misspelt.toString()),
                        run("--plan", unknown.toString()),
                        run("--nodes", "1", "--plan", lone.toString())))
                .allSatisfy(run -> {
                    assertThat(run.exit()).isEqualTo(64);
                    assertThat(run.err()).doesNotContain("starting");
                })
                .satisfiesExactly(
                        first -> assertThat(first.err()).contains("dealy", "it takes delay, jitter"),
                        second -> assertThat(second.err()).contains("twice", "one, follower"),
                        third -> assertThat(third.err()).contains("needs at least 2 nodes and the cluster has 1"));
    }

    private static String line(String fault, String variant, String parameters) {
        return "{\"id\":1,\"event\":\"planned\",\"at\":\"1s\",\"hold\":\"1s\",\"fault\":\"" + fault
                + "\",\"variant\":\"" + variant + "\",\"seed\":1,\"parameters\":" + parameters + "}\n";
    }

    @Test
    void recordsEveryOptionThatMakesARunWhatItIs() {
        Set<String> recorded = RunConfiguration.builder().build().toMap().keySet();

        assertThat(Main.commandLine()
                        .getSubcommands()
                        .get("test")
                        .getCommandSpec()
                        .options())
                .map(option -> option.longestName().substring(2))
                .filteredOn(name -> !Set.of("help", "version", "json").contains(name))
                .allSatisfy(name -> assertThat(recorded).contains(name));
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
