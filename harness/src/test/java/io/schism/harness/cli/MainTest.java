package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chek",
                "--nonsense",
                "check",
                "check x --budget soon",
                "check x --threads many",
                "check x --null-read maybe"
            })
    void answersWrongUsageInOneLineAndWith64(String arguments) {
        CommandRun run = CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("schism: ")
                .contains("--help");
    }

    @Test
    void showsVersionAndHelp() {
        assertThat(CommandRun.of("--version").out()).startsWith("schism ").contains("Java");
        assertThat(CommandRun.of("--help").out()).contains("check", "Exit codes: 0 valid");
        assertThat(CommandRun.of("check", "--help").out()).contains("--model", "--repeat");
        assertThat(CommandRun.of("--help").exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test",
                "check",
                "doctor",
                "bugs",
                "serve",
                "clean",
                "images",
                "bench",
                "bench systems",
                "bench engine"
            })
    void showsTheHelpOfEveryCommandWhole(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--help");

        CommandRun run = CommandRun.of(words.toArray(new String[0]));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: schism " + command).doesNotContain("COMPLETION", "%%");
    }

    @Test
    void listsInTheHelpWhatThereIs() {
        String help = CommandRun.of("test", "--help").out().replaceAll("\\s+", " ");

        assertThat(help)
                .contains("register, versioned-register,", "service-discovery", "minority", "ledger:NAME")
                .contains(
                        "for raft read, heartbeat,",
                        "for etcd read,",
                        "10s in profile calm, 5s in nightly, 2s in storm");
        assertThat(CommandRun.of("bench", "--help").out()).contains("what of them the harness costs.");
        assertThat(CommandRun.of("bench", "systems", "--help").out()).contains("95 %.");
    }

    @Test
    void answersAMissingEtcdWith70BeforeTheFirstTable() {
        CommandRun run = CommandRun.of("bench", "systems", "--system", "raft,etcd", "--etcd-binary", "/nowhere/etcd");

        assertThat(run.exit()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("/nowhere/etcd");
    }

    @Test
    void refusesABenchmarkThatCannotBe() {
        for (String[] arguments : new String[][] {
            {"bench", "systems", "--processes", "0"},
            {"bench", "systems", "--slices", "0"},
            {"bench", "systems", "--slice", "0s"},
            {"bench", "systems", "--etcdctl-load", "xxl"},
            {"bench", "systems", "--system", "nothing"},
            {"bench", "systems", "--processes", "13"},
            {"bench", "systems", "--nodes", "1", "--processes", "2,3"},
            {"doctor", "--system", "nothing"},
        }) {
            CommandRun run = CommandRun.of(arguments);

            assertThat(run.exit()).as(String.join(" ", arguments)).isEqualTo(64);
            assertThat(run.err().lines()).singleElement().asString().startsWith("schism: ");
        }
    }
}
