package io.schism.checkers.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes, process 0 on n1 and process 1 on n2; times in milliseconds. */
class AvailabilityTest {
    private static final Availability BOTH = Availability.ofNodes(List.of("n1", "n2"), 2);

    private final List<Operation> operations = new ArrayList<>();

    @Test
    void downtimeReachesFromTheLastSuccessToTheNext() {
        // Given successes every 10 ms but from 990 to 1,700
        reads(0, 0, 990, 10);
        fault(1, "begun", 1_000);
        reads(0, 1_700, 3_000, 10);
        fault(1, "healed", 2_000);
        // When
        CheckResult result = check(Availability.ofWhole());
        // Then
        Map<?, ?> fault = faults(result).get(0);
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(fault.get("downtimeMs")).isEqualTo(710.0);
        assertThat(fault.get("recoveryMs")).isEqualTo(1.0);
        assertThat(part(fault, "before").get("longestGapMs")).isEqualTo(10.0);
        assertThat(part(fault, "during").get("longestGapMs")).isEqualTo(701.0);
        assertThat(part(fault, "after").get("longestGapMs")).isEqualTo(10.0);
        assertThat(result.details().get("longestGapWithoutFaultMs")).isEqualTo(10.0);
        assertThat(result.reason())
                .isEqualTo("longest time without a success: 710 ms in kill n1, 10 ms without any fault");
    }

    @Test
    void recoveryIsTheTimeFromHealingToSuccess() {
        // Given
        reads(0, 0, 1_000, 10);
        fault(1, "begun", 1_005);
        add(1, "read", Type.INVOKE, 1_002);
        fault(1, "healed", 2_000);
        add(1, "read", Type.INFO, 2_290);
        reads(0, 2_300, 3_000, 10);
        // When
        Map<?, ?> fault = faults(check(BOTH)).get(0);
        // Then
        assertThat(fault.get("recoveryMs")).isEqualTo(301.0);
        assertThat(fault.get("downtimeMs")).isEqualTo(1_300.0);
    }

    @Test
    void tellsTheNodesApart() {
        // Given n1 down for 500 ms while n2 serves
        reads(0, 0, 1_000, 10);
        reads(0, 1_500, 2_000, 10);
        reads(1, 2, 2_000, 10);
        fault(1, "begun", 1_005);
        fault(1, "healed", 1_400);
        // When
        Map<?, ?> fault = faults(check(BOTH)).get(0);
        // Then
        assertThat(fault.get("downtimeMs")).isEqualTo(10.0);
        assertThat(part(part(fault, "byNode"), "n1").get("downtimeMs")).isEqualTo(500.0);
        assertThat(part(part(fault, "byNode"), "n1").get("recoveryMs")).isEqualTo(101.0);
        assertThat(part(part(fault, "byNode"), "n2").get("downtimeMs")).isEqualTo(10.0);
    }

    @Test
    void tellsReadsAndWritesApart() {
        // Given reads that go on while writes fail
        reads(0, 0, 3_000, 10);
        calls(1, "write", Type.OK, 5, 1_000, 10);
        calls(1, "write", Type.FAIL, 1_005, 2_000, 10);
        calls(1, "write", Type.OK, 2_005, 3_000, 10);
        fault(1, "begun", 1_000);
        fault(1, "healed", 2_000);
        // When
        Map<?, ?> byF = part(faults(check(BOTH)).get(0), "byF");
        // Then
        assertThat(part(byF, "write").get("downtimeMs")).isEqualTo(1_010.0);
        assertThat(part(byF, "read").get("downtimeMs")).isEqualTo(10.0);
    }

    @Test
    void leavesOutTimesInWhichNobodyAsked() {
        // Given a pause of five seconds between main part and final reads
        reads(0, 0, 1_000, 10);
        reads(0, 6_000, 6_100, 10);
        // When
        CheckResult result = check(BOTH);
        // Then
        assertThat(result.details().get("longestGapMs")).isEqualTo(10.0);
    }

    @Test
    void countsRefusalsAsDowntimeHoweverFastTheyAre() {
        reads(0, 0, 1_000, 10);
        calls(0, "read", Type.FAIL, 1_010, 4_000, 100);
        reads(0, 4_010, 4_100, 10);
        fault(1, "begun", 1_005);
        fault(1, "healed", 3_000);
        assertThat((Double) faults(check(BOTH)).get(0).get("downtimeMs")).isBetween(3_000.0, 3_030.0);
    }

    @Test
    void overlappingFaultsShareTheirCalmNeighbours() {
        // Given
        reads(0, 0, 5_000, 10);
        fault(1, "begun", 1_000);
        fault(2, "begun", 1_500);
        fault(1, "healed", 2_000);
        fault(2, "healed", 3_000);
        // When
        List<Map<?, ?>> faults = faults(check(BOTH));
        // Then
        assertThat(part(faults.get(0), "after").get("lengthMs")).isEqualTo(2_000.0 + 1);
        assertThat(part(faults.get(1), "before").get("lengthMs")).isEqualTo(1_000.0);
    }

    @Test
    void faultThatWasNeverHealedLastsToTheEndAndNeverRecovers() {
        // Given
        reads(0, 0, 1_000, 10);
        fault(1, "begun", 500);
        // When
        Map<?, ?> fault = faults(check(BOTH)).get(0);
        // Then
        assertThat(fault.get("healed")).isEqualTo(false);
        assertThat(fault.get("recoveryMs")).isNull();
        assertThat(fault.get("endMs")).isEqualTo(1_001.0);
    }

    @Test
    void reportsUnknownWhenNothingEverSucceeded() {
        calls(0, "read", Type.FAIL, 0, 100, 10);
        assertThat(check(BOTH).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void reportsUnknownWhenTimesAreMissing() {
        operations.add(new Operation(0, -1, 0, Type.INVOKE, "read", null, null, null));
        operations.add(new Operation(1, -1, 0, Type.OK, "read", null, null, null));
        assertThat(BOTH.check(History.of(operations), Budget.ofDefaults()).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void leavesAsideWhatOtherToolsSayOfTheirNemesis() {
        reads(0, 0, 1_000, 10);
        operations.add(new Operation(0, 0, Operation.NEMESIS, Type.INFO, "start", null, "majority", null));
        assertThat(faults(check(BOTH))).isEmpty();
    }

    private CheckResult check(Availability availability) {
        operations.sort(Comparator.comparingLong(Operation::time));
        return availability.check(History.of(operations), Budget.ofDefaults());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> faults(CheckResult result) {
        return (List<Map<?, ?>>) result.details().get("faults");
    }

    private static Map<?, ?> part(Map<?, ?> map, String name) {
        return (Map<?, ?>) map.get(name);
    }

    private void reads(int process, long from, long to, long every) {
        calls(process, "read", Type.OK, from, to, every);
    }

    /** Begin at {@code from}, {@code from + every}, … up to {@code to}; each takes a millisecond. */
    private void calls(int process, String f, Type type, long from, long to, long every) {
        for (long time = from; time <= to; time += every) {
            add(process, f, Type.INVOKE, time);
            add(process, f, type, time + 1);
        }
    }

    private void fault(long id, String phase, long time) {
        add(Operation.NEMESIS, "kill", Type.INFO, time);
        Operation last = operations.remove(operations.size() - 1);
        operations.add(last.withKeyAndValue(
                null, Map.of("id", id, "phase", phase, "name", "kill n1", "targets", List.of("n1"))));
    }

    private void add(int process, String f, Type type, long millis) {
        operations.add(new Operation(0, millis * 1_000_000, process, type, f, null, null, null));
    }
}
