package io.schism.harness.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ShellTest {
    private static Shell shell(String means) {
        return switch (means) {
            case "setsid" -> Shell.withSetsid();
            case "perl" -> Shell.withPerl();
            default -> Shell.plain();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsid", "perl", "sh"})
    void startsAProcessThatTheTerminalDoesNotReach(String means) throws IOException {
        Assumptions.assumeTrue(Shell.onPath(means).isPresent(), means + " is not on PATH");
        Assumptions.assumeTrue(Shell.onPath("ps").isPresent(), "ps is not on PATH (Debian: apt install procps)");
        Shell shell = shell(means);

        Process process = shell.prepare("ps -o pgid= -p $$; exec sleep 600", List.of("name"))
                .start();
        try {
            String group =
                    process.inputReader(StandardCharsets.US_ASCII).readLine().strip();
            assertThat(group.equals(Long.toString(process.pid()))).isEqualTo(shell.groups());
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsid", "perl", "sh"})
    void signalsTheWholeGroupOrAtLeastTheProcess(String means) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Shell.onPath(means).isPresent(), means + " is not on PATH");
        Shell shell = shell(means);
        ProcessTable table = ProcessTable.ofThisMachine();
        Process process =
                shell.prepare("sleep 600 & echo $!; wait", List.of("name")).start();
        long child =
                Long.parseLong(process.inputReader(StandardCharsets.US_ASCII).readLine());

        shell.signal("STOP", process.pid());
        Await.until("stopped", () -> table.state(process.pid()) == 'T');
        if (shell.groups()) {
            Await.until("its child, too", () -> table.state(child) == 'T');
        }
        shell.signal("KILL", process.pid());

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        if (shell.groups()) {
            Await.until("no child left", () -> "XZ".indexOf(table.state(child)) >= 0);
            return;
        }
        ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void bothProcessTablesSayTheSame() throws IOException {
        Assumptions.assumeTrue(Shell.onPath("ps").isPresent(), "ps is not on PATH (Debian: apt install procps)");
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            for (ProcessTable table : List.of(ProcessTable.ofThisMachine(), new ProcessTable.Ps())) {
                Await.until("asleep", () -> table.state(process.pid()) == 'S');
                assertThat(table.commandContains(process.pid(), "600")).isTrue();
                assertThat(table.commandContains(process.pid(), "601")).isFalse();
                Shell.plain().signal("STOP", process.pid());
                Await.until("stopped", () -> table.state(process.pid()) == 'T');
                Shell.plain().signal("CONT", process.pid());
            }
        } finally {
            process.destroyForcibly();
        }
        Await.until("gone", () -> new ProcessTable.Ps().state(process.pid()) == ProcessTable.GONE);
        assertThat(ProcessTable.ofThisMachine().state(process.pid())).isEqualTo(ProcessTable.GONE);
    }
}
