package io.schism.harness.environment.local.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LenderTest {
    private static final String NAME = "schism-x.1.2";

    private static Lender ask(Layouts layout) {
        FakeKernel kernel = layout.kernel();
        List<Path> before = kernel.all();
        Lender lender = Lender.ask(kernel, layout.trees(kernel), NAME);
        assertThat(kernel.all()).as("a question leaves nothing").isEqualTo(before);
        return lender;
    }

    private static Path place(Lender lender, Ability ability) {
        return lender.home(ability).orElseThrow().path();
    }

    @Test
    void lendsEveryTreeOfTheFirstVersion() {
        Lender lender = ask(Layouts.FIRST);

        assertThat(place(lender, Ability.FREEZE)).isEqualTo(Path.of("/sys/fs/cgroup/freezer", NAME));
        assertThat(place(lender, Ability.MEMORY)).isEqualTo(Path.of("/sys/fs/cgroup/memory", NAME));
        assertThat(place(lender, Ability.PROCESSOR)).isEqualTo(Path.of("/sys/fs/cgroup/cpu", NAME));
        assertThat(lender.homes()).hasSize(3);
        assertThat(lender.refusal(Ability.MEMORY)).isEmpty();
    }

    @Test
    void takesTheNearestGroupOfADelegatedTreeThatPassesControllersOn() {
        Lender lender = ask(Layouts.DELEGATED);

        assertThat(lender.homes()).hasSize(1);
        assertThat(lender.homes().get(0).path())
                .hasToString("/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/" + NAME);
        assertThat(lender.homes().get(0).abilities()).containsExactlyInAnyOrder(Ability.values());
    }

    @ParameterizedTest
    @EnumSource
    void saysHowAUserGetsAPartOfTheTree(Ability ability) {
        assertThat(ask(Layouts.UNDELEGATED).refusal(ability))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("session-3.scope")
                        .contains("systemd-run --user --scope -p Delegate=yes")
                        .contains("--env docker")
                        .hasLineCount(1));
    }

    @Test
    void freezesWithoutControllersAndSaysHowTheOthersArePassedOn() {
        Lender lender = ask(Layouts.BARE_SECOND);

        assertThat(lender.refusal(Ability.FREEZE)).isEmpty();
        assertThat(lender.refusal(Ability.MEMORY))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("echo +memory > /sys/fs/cgroup/cgroup.subtree_control"));
        assertThat(lender.refusal(Ability.PROCESSOR))
                .hasValueSatisfying(why -> assertThat(why).contains("echo +cpu >"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatMayOnlyBeLookedAt(Ability ability) {
        assertThat(ask(Layouts.READ_ONLY).refusal(ability))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("none can be made under").contains("mounted for writing"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhereThereAreNone(Ability ability) {
        assertThat(ask(Layouts.NONE).refusal(ability))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("only Linux").contains("--env docker"));
        assertThat(ask(Layouts.NONE).homes()).isEmpty();
    }

    @Test
    void freezesByTheSecondVersionWhereTheFirstHasTheRest() {
        FakeKernel kernel = new FakeKernel().first("/memory", "memory").second("/unified");
        List<Tree> trees = Tree.parse(
                kernel,
                "34 30 0:31 / /memory rw - cgroup cgroup rw,memory\n40 30 0:37 / /unified rw - cgroup2 cgroup2 rw\n",
                "4:memory:/\n0::/\n");

        Lender lender = Lender.ask(kernel, trees, NAME);

        assertThat(place(lender, Ability.MEMORY)).isEqualTo(Path.of("/memory", NAME));
        assertThat(place(lender, Ability.FREEZE)).isEqualTo(Path.of("/unified", NAME));
        assertThat(lender.refusal(Ability.PROCESSOR)).isPresent();
    }
}
