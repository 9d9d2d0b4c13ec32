package io.schism.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.workloads.catalog.Workloads;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.memory.Bug;
import io.schism.workloads.memory.MemoryCluster;
import io.schism.workloads.memory.Rehearsal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    @ParameterizedTest
    @CsvSource({
        "register, POWER_LOST",
        "register, OLD_KEYS_LOST",
        "versioned-register, POWER_LOST",
        "versioned-register, OLD_KEYS_LOST",
        "append, POWER_LOST",
        "append, OLD_KEYS_LOST",
        "wr, POWER_LOST",
        "wr, OLD_KEYS_LOST",
        "set, OLD_KEYS_LOST"
    })
    void whatIsLostWhenTheMainPartHasEndedIsConvictedByTheFinalReadsAlone(String name, Bug bug) {
        // Given
        Workload workload = Workloads.named(name);
        WorkloadOptions options = Rehearsal.options(11);
        // When
        History history = Rehearsal.play(workload, options, MemoryCluster.with(bug));
        // Then
        int main = Rehearsal.play(new WithoutEnd(workload), options, MemoryCluster.with(bug))
                .size();
        CheckResult whole = Rehearsal.judge(workload, options, history);
        CheckResult without = Rehearsal.judge(
                workload, options, History.of(history.operations().subList(0, main)));
        assertThat(whole.verdict()).as(whole.reason()).isEqualTo(Verdict.INVALID);
        assertThat(without.verdict()).as(without.reason()).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "versioned-register", "append", "wr"})
    void everyKeyIsReadFromEveryNodeAtTheEnd(String name) {
        Workload workload = Workloads.named(name);
        WorkloadOptions options = Rehearsal.options(11);
        History history = Rehearsal.play(workload, options, MemoryCluster.with(Bug.NONE));
        CheckResult reads = workload.checkers(options).get(1).check(history, Budget.ofDefaults());
        Map<String, @Nullable Object> details = reads.details();
        assertThat(reads.checker()).isEqualTo("final-reads");
        long keys = count(details, "keys");
        assertThat(keys).isGreaterThan(5);
        assertThat(details).containsEntry("unread", 0L);
        assertThat(count(details, "reads")).isGreaterThanOrEqualTo(keys * options.nodes());
    }

    private static long count(Map<String, @Nullable Object> details, String name) {
        return (Long) Objects.requireNonNull(details.get(name), name);
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

    /** A workload that does nothing at the end. */
    private record WithoutEnd(Workload inner) implements Workload {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public String description() {
            return inner.description();
        }

        @Override
        public Generator generator(WorkloadOptions options) {
            return inner.generator(options);
        }

        @Override
        public Client open(Stores stores, int node) {
            return inner.open(stores, node);
        }

        @Override
        public List<Checker> checkers(WorkloadOptions options) {
            return inner.checkers(options);
        }
    }
}
