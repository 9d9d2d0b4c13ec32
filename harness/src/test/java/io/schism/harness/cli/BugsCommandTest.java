package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import io.schism.harness.Needs;
import io.schism.harness.bugs.BugLedger;
import io.schism.harness.bugs.KnownBug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BugsCommandTest {
    @Test
    void listsOneLineARow() {
        CommandRun run = CommandRun.of("bugs", "--list");

        assertThat(run.exit()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(1 + BugLedger.all().size());
        for (int row = 0; row < BugLedger.all().size(); row++) {
            KnownBug bug = BugLedger.all().get(row);
            assertThat(lines.get(row + 1))
                    .startsWith(bug.name() + " ")
                    .contains(
                            bug.software(),
                            bug.workload(),
                            bug.fault(),
                            bug.expected().word(),
                            " runs");
        }
    }

    @Test
    void tellsAllAboutOneRow() {
        CommandRun run = CommandRun.of("bugs", "jetcd-wr", "--list");

        KnownBug bug = BugLedger.named("jetcd-wr");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(bug.promise())
                .contains("./schism test " + String.join(" ", bug.guilty()))
                .contains("./schism test " + String.join(" ", bug.healthy()));
    }

    @Test
    void tellsAboutEachRowThatIsNamed() {
        CommandRun run = CommandRun.of("bugs", "naive-bank", "jetcd-wr", "--list");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().filter(line -> !line.isBlank() && !line.startsWith(" ")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("naive-bank: "),
                        second -> assertThat(second).startsWith("jetcd-wr: "));
    }

    @Test
    void refusesARowThatIsNotThere() {
        CommandRun run = CommandRun.of("bugs", "heisenbug");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("heisenbug").contains("ratis-default-reads");
    }

    @Test
    void refusesToMeasureNothing() {
        assertThat(CommandRun.of("bugs", "naive-bank", "--repeat", "0").exit()).isEqualTo(64);
        assertThat(CommandRun.of("bugs", "naive-bank", "--attempts", "-1").exit())
                .isEqualTo(64);
    }

    @Test
    void refusesARowThatNeedsAnotherEtcd() {
        KnownBug bug = BugLedger.named("etcd-stale-linearizable-reads");

        assertThat(BugsCommand.refusal(bug, "3.4.23")).isEmpty();
        assertThat(BugsCommand.refusal(bug, "3.5.16")).isEmpty();
        assertThat(BugsCommand.refusal(bug, "3.5.30"))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(bug.name(), "3.4.23 or 3.5.16", "is 3.5.30", ".ci/fetch-etcd")
                        .hasLineCount(1));
    }

    @Test
    @Timeout(180)
    void endsWithTheRunThatIsUnderWayWhenItIsStopped(@TempDir Path folder) throws Exception {
        Needs.etcd();
        Path runs = folder.resolve("runs");
        Path told = folder.resolve("told.log");
        Process bugs = OwnJvm.start(told, "bugs", "naive-bank", "--repeat", "50", "--runs", runs.toString());
        Await.until(
                "a run has begun",
                Duration.ofSeconds(60),
                () -> histories(runs) > 0 ? Optional.of(true) : Optional.empty());

        bugs.destroy();

        assertThat(bugs.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(bugs.exitValue()).isEqualTo(ExitCode.HARNESS.number());
        assertThat(told).content().contains("schism: stopped; the run that was under way is not counted");
        assertThat(histories(runs)).isEqualTo(1);
    }

    private static long histories(Path runs) {
        Path bank = runs.resolve("bank-naive");
        if (!Files.isDirectory(bank)) {
            return 0;
        }
        try (Stream<Path> made = Files.list(bank)) {
            return made.filter(run -> !Files.isSymbolicLink(run) && Files.exists(run.resolve("history.jsonl")))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shortest row, from its command to its table. */
    @Test
    @Timeout(300)
    void convictsTheNaiveBankAndAcquitsItsTwin(@TempDir Path runs) {
        Needs.etcd();

        CommandRun run = CommandRun.of("bugs", "naive-bank", "--runs", runs.toString());

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("guilty run, seed 1, ")
                .contains("s: invalid; bank: ")
                .contains("s: valid; ")
                .contains("as expected: 1 of 1 runs")
                .contains("1 of 1 rows as expected");
    }
}
