package io.schism.harness.environment.local.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.CpuControl.Limited;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MemoryControl.Squeezed;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The groups of a run, over a kernel in memory that speaks the first version or the second. */
@Timeout(60)
class ControlGroupsTest {
    private static final Node N1 = new Node("n1");
    private static final Node N2 = new Node("n2");

    private FakeKernel kernel;
    private List<Path> before;

    private ControlGroups made(Layouts layout) throws IOException {
        kernel = layout.kernel();
        before = kernel.all();
        ControlGroups groups = new ControlGroups(kernel, layout.trees(kernel), "schism-x.1.2");
        groups.make();
        groups.admit(N1, 101);
        groups.admit(N2, 102);
        return groups;
    }

    private static FreezeControl freezer(ControlGroups groups) {
        return groups.freezer((node, work) -> work.run());
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void freezesOneNodeAndLeavesTheOthers(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        FreezeControl freezer = freezer(groups);

        freezer.freeze(N1);

        assertThat(freezer.frozen(N1)).isTrue();
        assertThat(freezer.frozen(N2)).isFalse();
        freezer.freeze(N1);
        freezer.thaw(N1);
        assertThat(freezer.frozen(N1)).isFalse();
        freezer.thaw(N1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void anEmptyGroupIsNotFrozenAndANewProcessComesIntoAThawedOne(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        FreezeControl freezer = freezer(groups);
        freezer.freeze(N1);
        kernel.kill(101);
        groups.thaw(N1);
        freezer(groups).freeze(N2);
        groups.of(N1, Ability.FREEZE).freeze();

        assertThat(freezer.frozen(N1)).as("it is dead").isFalse();
        assertThatThrownBy(() -> freezer.freeze(N1))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("dead");

        groups.admit(N1, 103);

        assertThat(freezer.frozen(N1)).isFalse();
        assertThat(groups.of(N1, Ability.FREEZE).members()).containsExactly(103L);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void takesMemoryUntilTheKernelKills(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        Group group = groups.of(N1, Ability.MEMORY);

        try (Squeezed squeezed = groups.memory().squeeze(N1)) {
            kernel.ask(group.path(), 1 << 20);

            assertThat(squeezed.kills()).isEqualTo(1);
            assertThat(group.members()).isEmpty();
            assertThat(groups.of(N2, Ability.MEMORY).members()).containsExactly(102L);
        }
        groups.admit(N1, 103);
        kernel.ask(group.path(), 1L << 30);
        assertThat(group.members()).as("the memory was given back").containsExactly(103L);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void countsNoKillOfEarlier(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        Path group = groups.of(N1, Ability.MEMORY).path();
        kernel.starve(group);
        groups.admit(N1, 103);

        try (Squeezed squeezed = groups.memory().squeeze(N1)) {
            assertThat(squeezed.kills()).isZero();
            kernel.ask(group, 1 << 30);
            assertThat(squeezed.kills()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void holdsBackByTheTightestQuota(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        assertThat(groups.haveQuotas()).isTrue();
        CpuControl cpu = groups.cpu();
        Path group = groups.of(N1, Ability.PROCESSOR).path();
        Limited wide = cpu.limit(N1, 0.5);
        Limited tight = cpu.limit(N1, 0.05);

        assertThat(quota(group)).isEqualTo("5000");
        kernel.period(group);
        assertThat(tight.throttled()).isEqualTo(1);
        tight.close();
        tight.close();
        assertThat(quota(group)).isEqualTo("50000");
        wide.close();
        assertThat(quota(group)).isIn("-1", "max");
        kernel.period(group);
        assertThat(wide.throttled()).isEqualTo(1);
    }

    private String quota(Path group) throws IOException {
        return kernel.there(group.resolve("cpu.max"))
                ? kernel.text(group + "/cpu.max").split(" ")[0]
                : kernel.text(group + "/cpu.cfs_quota_us");
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void leavesNothingAlsoOfTheFrozen(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        assertThat(kernel.all()).hasSizeGreaterThan(before.size());
        assertThat(groups.places()).allMatch(kernel::there);
        freezer(groups).freeze(N1);

        groups.close();
        groups.close();

        assertThat(kernel.all()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "DELEGATED"})
    void cleansAfterADeadHarnessAndSparesALivingOne(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);
        freezer(groups).freeze(N1);
        List<Tree> trees = layout.trees(kernel);

        List<String> spared = new LeftGroups(kernel, trees, name -> true).remove(Optional.empty());
        assertThat(spared).isNotEmpty().allMatch(line -> line.contains("alive, process 1"));
        assertThat(new LeftGroups(kernel, trees, name -> false).remove(Optional.of("y")))
                .isEmpty();

        List<String> gone = new LeftGroups(kernel, trees, name -> false).remove(Optional.of("x"));

        assertThat(gone).hasSameSizeAs(spared).allMatch(line -> line.startsWith("removed control group /sys/fs"));
        assertThat(kernel.all()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "READ_ONLY", "UNDELEGATED"})
    void doesNothingWhereNothingIsLent(Layouts layout) throws IOException {
        ControlGroups groups = made(layout);

        assertThat(groups.places()).isEmpty();
        assertThat(groups.haveQuotas()).isFalse();
        assertThat(groups.frozen(N1)).isFalse();
        groups.thaw(N1);
        assertThat(groups.refusals()).hasSize(3);
        assertThatThrownBy(() -> freezer(groups).freeze(N1))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("not prepared");
        groups.close();
        assertThat(kernel.all()).isEqualTo(before);
    }
}
