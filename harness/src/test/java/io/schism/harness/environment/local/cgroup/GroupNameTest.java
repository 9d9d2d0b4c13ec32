package io.schism.harness.environment.local.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GroupNameTest {
    private static final String STAT =
            "%d (java (x) y) %s 1 4711 4711 0 -1 4194560 1 0 0 0 5 6 0 0 20 0 30 0 %d 1234 5";

    private final FakeKernel kernel = new FakeKernel();

    @Test
    void isReadAsItWasWritten() {
        long pid = ProcessHandle.current().pid();
        kernel.file("/proc/" + pid + "/stat", STAT.formatted(pid, "S", 987));

        GroupName name = GroupName.of("20261128T085128Z-42", kernel);

        assertThat(name).hasToString("schism-20261128T085128Z-42." + pid + ".987");
        assertThat(GroupName.parse(Path.of("/sys/fs/cgroup", name.toString()))).contains(name);
        assertThat(name.alive(kernel)).isTrue();
    }

    @Test
    void isPlainWhateverTheRunIsCalled() {
        GroupName name = GroupName.of("my run/é.1", kernel);

        assertThat(name.run()).isEqualTo("my-run---1");
        assertThat(GroupName.parse(Path.of(name.toString()))).contains(name);
    }

    @Test
    void knowsAStrangerWhoGotTheNumber() {
        GroupName name = new GroupName("x", 77, 987);
        assertThat(name.alive(kernel)).as("nobody").isFalse();

        kernel.file("/proc/77/stat", STAT.formatted(77, "S", 988));
        assertThat(name.alive(kernel)).as("a stranger").isFalse();
        kernel.file("/proc/77/stat", STAT.formatted(77, "Z", 987));
        assertThat(name.alive(kernel)).as("a zombie").isFalse();
        kernel.file("/proc/77/stat", STAT.formatted(77, "R", 987));
        assertThat(name.alive(kernel)).isTrue();
    }

    @Test
    void takesNoNameOfOthers() {
        assertThat(GroupName.parse(Path.of("/sys/fs/cgroup/schism.service"))).isEmpty();
        assertThat(GroupName.parse(Path.of("/sys/fs/cgroup/schism-x"))).isEmpty();
        assertThat(GroupName.parse(Path.of("/sys/fs/cgroup/my-schism-x.1.2"))).isEmpty();
        assertThat(GroupName.parse(Path.of("/sys/fs/cgroup/schism-x.1.99999999999999999999")))
                .isEmpty();
    }
}
