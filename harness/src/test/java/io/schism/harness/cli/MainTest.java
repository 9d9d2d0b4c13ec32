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
}
