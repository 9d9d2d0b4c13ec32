package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void refusesABenchmarkThatCannotBe() {
        for (String[] arguments : new String[][] {
            {"bench", "systems", "--processes", "0"},
            {"bench", "systems", "--slices", "0"},
            {"bench", "systems", "--slice", "0s"},
            {"bench", "systems", "--etcdctl-load", "xxl"},
            {"bench", "systems", "--system", "nothing"},
        }) {
            CommandRun run = CommandRun.of(arguments);

            assertThat(run.exit()).as(String.join(" ", arguments)).isEqualTo(64);
            assertThat(run.err().lines()).singleElement().asString().startsWith("schism: ");
        }
    }
}
