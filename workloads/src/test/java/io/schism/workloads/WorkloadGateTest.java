package io.schism.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.workloads.catalog.Workloads;
import io.schism.workloads.memory.Bug;
import io.schism.workloads.memory.MemoryCluster;
import io.schism.workloads.memory.Rehearsal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The red gate of every workload: a bug in the store is convicted, and the same run without it passes. */
@Timeout(120)
class WorkloadGateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "register",
                "versioned-register",
                "append",
                "wr",
                "set",
                "counter",
                "unique-ids",
                "queue",
                "bank",
                "saga",
                "lock-fenced",
                "lease",
                "watch",
                "election",
                "service-discovery"
            })
    void isValidWhenTheStoreKeepsItsPromises(String workload) {
        CheckResult result = Rehearsal.verdict(Workloads.named(workload), MemoryCluster.with(Bug.NONE));
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "register, STALE_READS",
        "register, WRITES_LOST",
        "versioned-register, WRITES_DOUBLED",
        "versioned-register, STALE_READS",
        "append, GUARDS_IGNORED",
        "append, STALE_READS",
        "append, TORN",
        "append, WRITES_LOST",
        "wr, STALE_READS",
        "wr, TORN",
        "set, GUARDS_IGNORED",
        "set, STALE_READS",
        "set, WRITES_LOST",
        "counter, GUARDS_IGNORED",
        "counter, WRITES_LOST",
        "counter, STALE_READS",
        "unique-ids, REVISIONS_REUSED",
        "queue, GUARDS_IGNORED",
        "queue, WRITES_LOST",
        "queue, STALE_READS",
        "bank, GUARDS_IGNORED",
        "bank, TORN",
        "saga, TORN",
        "saga, WRITES_LOST",
        "saga, GUARDS_IGNORED",
        "lock-fenced, DISK_LOST",
        "lease, LEASES_END_EARLY",
        "lease, LEASES_NEVER_END",
        "watch, EVENTS_LOST",
        "watch, EVENTS_TWICE",
        "election, STALE_READS",
        "election, REVISIONS_REUSED",
        "service-discovery, LEASES_END_EARLY",
        "service-discovery, LEASES_NEVER_END",
        "service-discovery, EVENTS_LOST"
    })
    void isInvalidWhenTheStoreHasTheBug(String workload, Bug bug) {
        CheckResult result = Rehearsal.verdict(Workloads.named(workload), MemoryCluster.with(bug));
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void appendsOfTheStoreItselfAreValidUnlessWritesAreDoneTwice() {
        Workload append = Workloads.named("append");
        assertThat(Rehearsal.verdict(append, MemoryCluster.withAppends(Bug.NONE))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(Rehearsal.verdict(append, MemoryCluster.withAppends(Bug.WRITES_DOUBLED))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank-naive", "lock", "lock-checked"})
    void lessonIsInvalidOnAStoreThatKeepsItsPromises(String workload) {
        CheckResult result = Rehearsal.verdict(Workloads.named(workload), MemoryCluster.with(Bug.NONE));
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void lockIsTakenFromOneWhoIsSilentWhereThereAreNoLeases() {
        assertThat(Rehearsal.verdict(Workloads.named("lock"), MemoryCluster.withAppends(Bug.NONE))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(Rehearsal.verdict(Workloads.named("lock-fenced"), MemoryCluster.withAppends(Bug.NONE))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease", "watch", "service-discovery"})
    void refusesSystemThatLacksWhatItNeeds(String workload) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workloads.named(workload).open(MemoryCluster.withAppends(Bug.NONE), 0))
                .withMessageContaining(workload);
    }

    @Test
    void playsTheSameHistoryFromTheSameSeed() {
        Workload workload = Workloads.named("set");
        assertThat(Rehearsal.play(workload, Rehearsal.options(3), MemoryCluster.with(Bug.NONE))
                        .operations())
                .isEqualTo(Rehearsal.play(workload, Rehearsal.options(3), MemoryCluster.with(Bug.NONE))
                        .operations());
    }
}
