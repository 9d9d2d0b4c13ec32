package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.bugs.BugLedger;
import io.schism.harness.bugs.KnownBug;
import io.schism.workloads.catalog.Workloads;
import org.junit.jupiter.api.Test;

class BugsCommandTest {
    @Test
    void listsEveryRowWithTheCommandThatConvicts() {
        CommandRun run = CommandRun.of("bugs", "--list");

        assertThat(run.exit()).isZero();
        for (KnownBug bug : BugLedger.all()) {
            assertThat(run.out())
                    .contains(bug.name() + ": ")
                    .contains("./schism test " + String.join(" ", bug.guilty()));
        }
    }

    @Test
    void namesOnlyWorkloadsThatExist() {
        for (KnownBug bug : BugLedger.all()) {
            for (var arguments : java.util.List.of(bug.guilty(), bug.healthy())) {
                int at = arguments.indexOf("--workload");
                if (at >= 0) {
                    assertThat(Workloads.named(arguments.get(at + 1)).name()).isEqualTo(arguments.get(at + 1));
                }
            }
        }
    }

    @Test
    void refusesARowThatIsNotThere() {
        CommandRun run = CommandRun.of("bugs", "heisenbug");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("heisenbug").contains("ratis-default-reads");
    }
}
