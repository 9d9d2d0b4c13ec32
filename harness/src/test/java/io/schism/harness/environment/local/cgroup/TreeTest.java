package io.schism.harness.environment.local.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
    @Test
    void readsTheTreesOfTheFirstVersionThatWeUse() {
        List<Tree> trees = Layouts.FIRST.trees(Layouts.FIRST.kernel());

        assertThat(trees)
                .extracting(Tree::own)
                .containsExactly(
                        Path.of("/sys/fs/cgroup/cpu"),
                        Path.of("/sys/fs/cgroup/memory"),
                        Path.of("/sys/fs/cgroup/freezer"));
        assertThat(trees.get(0).mayHave(Ability.PROCESSOR)).isTrue();
        assertThat(trees.get(0).mayHave(Ability.FREEZE)).isFalse();
        assertThat(trees).noneMatch(Tree::second);
    }

    @Test
    void findsOurOwnGroupAndThoseAboveIt() {
        Tree tree = Layouts.DELEGATED.trees(Layouts.DELEGATED.kernel()).get(0);

        assertThat(tree.second()).isTrue();
        assertThat(tree.own().toString()).endsWith("/app.slice/run-r1.scope");
        assertThat(tree.fromOwnUpwards())
                .hasSize(6)
                .startsWith(tree.own(), tree.own().getParent())
                .endsWith(tree.mount());
    }

    @Test
    void takesAPathThatIsNamedFromAboveWhatAContainerSees() {
        FakeKernel kernel = new FakeKernel().first("/groups of memory", "memory");
        String mounts = "34 30 0:31 /docker/0123 /groups\\040of\\040memory rw - cgroup cgroup rw,memory\n";

        assertThat(Tree.parse(kernel, mounts, "4:memory:/docker/0123\n").get(0).own())
                .isEqualTo(Path.of("/groups of memory"));
        assertThat(Tree.parse(kernel, mounts, "4:memory:/docker/4567\n").get(0).own())
                .as("a group that cannot be seen")
                .isEqualTo(Path.of("/groups of memory"));
        assertThat(Tree.parse(kernel, mounts, "4:memory:/docker/0123/../..\n")
                        .get(0)
                        .own())
                .as("a path that leads out of what can be seen")
                .isEqualTo(Path.of("/groups of memory"));
    }

    @Test
    void triesTheSecondVersionAfterTheFirst() {
        FakeKernel kernel = new FakeKernel().second("/unified").first("/freezer", "freezer");

        List<Tree> trees = Tree.parse(
                kernel,
                "40 30 0:37 / /unified rw - cgroup2 cgroup2 rw\n36 30 0:33 / /freezer rw - cgroup cgroup rw,freezer\n",
                "6:freezer:/\n0::/\n");

        assertThat(trees).extracting(Tree::second).containsExactly(false, true);
    }
}
