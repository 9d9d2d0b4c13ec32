package io.schism.harness.environment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.Await;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Site;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.CpuControl.Limited;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.ProcessControl.State;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LocalEnvironmentTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");
    private static final ScriptedSystem SLEEPER = ScriptedSystem.shell("echo I am $NODE; exec sleep 600");

    @TempDir
    Path run;

    private LocalEnvironment environment;

    @AfterEach
    void close() {
        if (environment != null) {
            environment.close();
        }
    }

    private ProcessControl started(ScriptedSystem system) {
        environment = LocalEnvironment.create(LocalLayout.of(2, run), ClockFactory.none());
        environment.start(system);
        return environment.processes();
    }

    @Test
    void readsStatesBackThroughPauseResumeKillAndStart() {
        ProcessControl processes = started(SLEEPER);
        long first = processes.pid(N1).orElseThrow();
        assertThat(processes.state(N1)).isEqualTo(State.RUNNING);

        processes.pause(N1);
        assertThat(processes.state(N1)).isEqualTo(State.PAUSED);
        assertThat(processes.state(N2)).isEqualTo(State.RUNNING);
        processes.resume(N1);
        assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
        processes.kill(N1);
        assertThat(processes.state(N1)).isEqualTo(State.DEAD);
        assertThat(processes.pid(N1)).isEmpty();
        processes.start(N1);
        assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
        assertThat(processes.pid(N1).orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void killsAPausedProcessAndTerminatesAnother() {
        ProcessControl processes = started(SLEEPER);
        processes.pause(N1);
        processes.pause(N2);

        processes.kill(N1);
        processes.terminate(N2);

        assertThat(processes.state(N1)).isEqualTo(State.DEAD);
        assertThat(processes.state(N2)).isEqualTo(State.DEAD);
    }

    @Test
    void holdsAProcessBackWithoutCallingItPausedAndPausesItAllTheSame() {
        ProcessControl processes = started(ScriptedSystem.shell("echo $$; while :; do :; done"));
        CpuControl cpu = environment.cpu().orElseThrow();
        try (Limited wide = cpu.limit(N1, 0.5);
                Limited tight = cpu.limit(N1, 0.1)) {
            Await.until("it is held back", () -> tight.throttled() > 5);
            Duration before = busy(processes);
            long naps = tight.throttled();
            Await.until("ten naps", () -> tight.throttled() > naps + 10);
            // Ten rounds of five milliseconds awake, and what the scheduler of a busy machine adds; unhindered it would
            // be 1 s or more.
            assertThat(busy(processes).minus(before)).isLessThan(Duration.ofMillis(500));
            assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
            processes.pause(N1);
            assertThat(processes.state(N1)).isEqualTo(State.PAUSED);
            long paused = tight.throttled();
            tight.close();
            assertThat(processes.state(N1)).isEqualTo(State.PAUSED);
            processes.resume(N1);
            assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
            assertThat(wide.throttled()).isGreaterThanOrEqualTo(paused);
            processes.kill(N1);
            processes.start(N1);
            Await.until("its next life is held back, too", () -> wide.throttled() > paused + 5);
        }
        assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
        Duration free = busy(processes);
        Await.until("it goes on", () -> busy(processes).minus(free).toMillis() > 200);
    }

    private static Duration busy(ProcessControl processes) {
        return ProcessHandle.of(processes.pid(N1).orElseThrow())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    @Test
    void sleepsLongerTheMoreProcessorsItCouldUse() {
        assertThat(DutyCycles.asleep(0.05, 2)).isEqualTo(Duration.ofMillis(195));
        assertThat(DutyCycles.asleep(0.05, 1)).isEqualTo(Duration.ofMillis(95));
        assertThat(DutyCycles.asleep(4, 2)).isZero();
    }

    @Test
    void repeatedOrdersDoNothing() {
        ProcessControl processes = started(SLEEPER);
        long pid = processes.pid(N1).orElseThrow();

        processes.start(N1);
        processes.resume(N1);
        assertThat(processes.pid(N1)).contains(pid);
        processes.kill(N1);
        processes.kill(N1);
        processes.terminate(N1);
        processes.resume(N1);
        assertThat(processes.state(N1)).isEqualTo(State.DEAD);
        assertThatThrownBy(() -> processes.pause(N1))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("dead");
    }

    @Test
    void killsWithForceWhatIgnoresTermination() {
        ProcessControl processes = started(ScriptedSystem.shell("trap '' TERM; echo ready; while :; do sleep 1; done"));
        Await.until("the trap is set", () -> environment.logTail(N1, 1).equals("ready"));

        processes.terminate(N1);

        assertThat(processes.state(N1)).isEqualTo(State.DEAD);
    }

    @Test
    void keepsOneLogOverAllLives() {
        ProcessControl processes = started(SLEEPER);
        Await.until("first line", () -> environment.logTail(N2, 5).equals("I am n2"));

        processes.kill(N2);
        processes.start(N2);

        Await.until("second line", () -> environment.logTail(N2, 5).equals("I am n2\nI am n2"));
        assertThat(environment.logTail(N2, 1)).isEqualTo("I am n2");
    }

    @Test
    void removesDataAndProcessesInWhateverState() throws IOException {
        ProcessControl processes = started(SLEEPER);
        long paused = processes.pid(N1).orElseThrow();
        processes.pause(N1);
        processes.kill(N2);
        Files.writeString(Path.of(environment.sites().get(0).dataDirectory()).resolve("file"), "x");

        environment.close();
        environment.close();

        assertThat(ProcessHandle.of(paused)).isEmpty();
        assertThat(run.resolve("data")).doesNotExist();
        assertThat(run.resolve("nodes/n1/output.log")).exists();
        assertThatThrownBy(() -> processes.start(N2)).isInstanceOf(FaultException.class);
    }

    @Test
    void twentyRunsInARowLeaveNothing() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("/proc/self/fd")), "there is no /proc to count descriptors in");
        started(SLEEPER);
        environment.close();
        long descriptors = entries(Path.of("/proc/self/fd"));
        long threads = entries(Path.of("/proc/self/task"));
        for (int i = 0; i < 20; i++) {
            started(SLEEPER);
            environment.close();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
        // The JVM keeps a few reapers and compilers of its own; a leak would be of twenty at least.
        assertThat(entries(Path.of("/proc/self/fd"))).isLessThan(descriptors + 20);
        assertThat(entries(Path.of("/proc/self/task"))).isLessThan(threads + 20);
    }

    private static long entries(Path directory) throws IOException {
        try (var stream = Files.list(directory)) {
            return stream.count();
        }
    }

    @Test
    void keepsDataWhenAsked() {
        environment = LocalEnvironment.create(LocalLayout.of(1, run).keepingData(), ClockFactory.none());
        environment.close();
        assertThat(run.resolve("data/n1")).exists();
    }

    @Test
    void refusesConnectionsToADeadNode() throws IOException {
        ProcessControl processes = started(SLEEPER);
        processes.kill(N1);

        // By the kernel on Linux; elsewhere by a reset after the connect.
        if (Ports.ofThisMachine().holds()) {
            assertThatThrownBy(() -> new Socket(
                                    "127.0.0.1", environment.clientAddress(N1).getPort())
                            .close())
                    .isInstanceOf(ConnectException.class);
        }
        try (Socket socket =
                new Socket("127.0.0.1", environment.clientAddress(N2).getPort())) {
            assertThatThrownBy(() -> {
                        if (socket.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws IOException {
        ProcessControl processes = started(SLEEPER);
        processes.kill(N1);
        Site site = environment.sites().get(0);
        try (ServerSocket thief = new ServerSocket()) {
            thief.setReuseAddress(true);
            thief.bind(Ports.loopback(site.clientPort()));

            assertThatThrownBy(() -> processes.start(N1))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("port " + site.clientPort() + " of n1 is in use")
                    .hasMessageNotContaining("\n");
        }
        processes.start(N1);
        assertThat(processes.state(N1)).isEqualTo(State.RUNNING);
    }

    @Test
    void saysInOneLineThatAProgramIsMissing() {
        assertThatThrownBy(() -> started(new ScriptedSystem(site -> List.of("no-such-program", "--x"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("program no-such-program of n1 is not on PATH; install it or give its full path");
        environment.close();
        assertThatThrownBy(() -> started(new ScriptedSystem(site -> List.of("/nowhere/etcd"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("/nowhere/etcd of n1 is no executable file");
    }

    @Test
    void saysInOneLineThatADirectoryIsNotWritable() throws IOException {
        Path file = Files.writeString(run.resolve("file"), "x");
        assertThatThrownBy(() -> LocalEnvironment.create(LocalLayout.of(1, file), ClockFactory.none()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesOldData() throws IOException {
        Files.createDirectories(run.resolve("data/n1"));
        Files.writeString(run.resolve("data/n1/file"), "x");
        assertThatThrownBy(() -> LocalEnvironment.create(LocalLayout.of(1, run), ClockFactory.none()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("is not empty");
    }
}
