package io.schism.harness.environment.local.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.harness.Await;
import io.schism.nemesis.target.CpuControl.Limited;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MemoryControl.Squeezed;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The groups of a run on this machine's own kernel, by the first version alone and by the second alone. */
@Timeout(60)
class KernelGroupsTest {
    private static final Node NODE = new Node("n1");
    private static final String GREEDY = "read -r go; y=.; while [ ${#y} -lt 65536 ]; do y=$y$y; done;"
            + " x=; while :; do x=$x$y; [ ${#x} -lt 60000000 ] || x=; done";

    private final KernelFiles kernel = new KernelFiles();
    private final List<Process> started = new ArrayList<>();
    private ControlGroups groups;

    @AfterEach
    void leavesNothing() {
        if (groups != null) {
            groups.close();
            assertThat(groups.places()).noneMatch(Files::exists);
        }
        started.forEach(Process::destroyForcibly);
    }

    private void needs(int version, Ability ability) {
        List<Tree> trees = Tree.ofThisMachine(kernel).stream()
                .filter(tree -> tree.second() == (version == 2))
                .toList();
        String name = GroupName.of("kernel-test-v" + version, kernel).toString();
        groups = new ControlGroups(kernel, trees, name);
        Optional<String> refusal = groups.refusal(ability);
        assumeTrue(
                refusal.isEmpty(),
                () -> "needs cgroup v" + version + " with " + ability.controller() + ": " + refusal.orElseThrow());
        groups.make();
    }

    private Process admitted(String script) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", script).start();
        started.add(process);
        groups.admit(NODE, process.pid());
        process.getOutputStream().write('\n');
        process.getOutputStream().close();
        return process;
    }

    private static Duration busy(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void freezes(int version) throws IOException {
        needs(version, Ability.FREEZE);
        Process process = admitted("while :; do :; done");
        Process other = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        started.add(other);
        FreezeControl freezer = groups.freezer((node, work) -> work.run());

        freezer.freeze(NODE);

        assertThat(freezer.frozen(NODE)).isTrue();
        Duration before = busy(process);
        Duration meanwhile = busy(other);
        Await.until("the other works", () -> busy(other).minus(meanwhile).toMillis() > 200);
        assertThat(busy(process)).isEqualTo(before);
        freezer.thaw(NODE);
        Await.until("it goes on", () -> busy(process).compareTo(before) > 0);
        freezer.freeze(NODE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void killsForWantOfMemory(int version) throws IOException {
        needs(version, Ability.MEMORY);
        Process process = admitted(GREEDY);

        try (Squeezed squeezed = groups.memory().squeeze(NODE)) {
            Await.until("it is dead", () -> !process.isAlive());
            Await.until("the kernel says so", () -> squeezed.kills() == 1);
        }
        assertThat(process.exitValue()).as("SIGKILL").isEqualTo(128 + 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void holdsBack(int version) throws IOException {
        needs(version, Ability.PROCESSOR);
        Process process = admitted("while :; do :; done");

        try (Limited limited = groups.cpu().limit(NODE, 0.05)) {
            Await.until("it is held back", () -> limited.throttled() > 3);
        }
        Duration free = busy(process);
        Await.until("it goes on", () -> busy(process).minus(free).toMillis() > 200);
    }
}
