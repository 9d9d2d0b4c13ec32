package io.schism.results;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.availability.Availability;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.checkers.stats.Statistics;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs as a harness would leave them, made up from a seed. */
public final class SampleRuns {
    public static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");
    public static final Instant STARTED = Instant.parse("2026-11-20T15:30:12Z");
    private static final long SECOND = 1_000_000_000L;

    private SampleRuns() {}

    public static RunInfo info() {
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        configuration.put("nodes", 5L);
        configuration.put("faults", List.of("partition", "kill", "pause"));
        configuration.put("time-limit", "30s");
        configuration.put("rate", 200L);
        configuration.put("set", Map.of("read", "default"));
        return new RunInfo(
                "register",
                "raft",
                "local",
                NODES,
                10,
                42,
                STARTED,
                STARTED.plusSeconds(52),
                List.of("./schism", "test", "--system", "raft", "--set", "read=default", "--seed", "42"),
                configuration,
                Map.of("schism", "0.1.0", "ratis", "3.3.0", "java", "17.0.15"));
    }

    /** Faults over thirty seconds: proven ones, one without proof, one that was never healed. */
    public static List<FaultWindow> faults() {
        return List.of(
                fault(1, "partition", "partition n1,n2 | n3,n4,n5", 4, 9, true, "18,204 bytes held on 12 links", ""),
                fault(2, "kill", "kill n4", 7, 11, true, "process 4711 is gone, 5002 answers", ""),
                fault(3, "pause", "pause n2", 14, 19, true, "state T (stopped) read back 3 times", ""),
                fault(4, "partition", "partition n3 | rest", 20, 24, false, "no byte was held", ""),
                fault(5, "kill", "kill n1", 26, -1, true, "process 4712 is gone", "n1 did not come back in 10 s"),
                new FaultWindow(
                        6,
                        "pause",
                        "majority",
                        "pause a majority",
                        List.of(),
                        29 * SECOND,
                        null,
                        null,
                        null,
                        "",
                        "",
                        null));
    }

    private static FaultWindow fault(
            long id, String family, String name, long from, long to, boolean proven, String evidence, String problem) {
        return new FaultWindow(
                id,
                family,
                "",
                name,
                List.of("n1"),
                from * SECOND,
                from * SECOND + 3_000_000,
                to < 0 ? null : (Long) (to * SECOND),
                proven,
                evidence,
                problem,
                3.2);
    }

    /** A stale read in the middle of a history of about this many calls, convicted by the real checker. */
    public static RunRecord invalid(int calls) {
        History history = SampleHistory.of(calls, 7, true);
        CheckResult linearizable = Linearizable.of(Models.named("cas-register")).check(history, Budget.ofDefaults());
        return new RunRecord(
                info(),
                history,
                faults(),
                CheckResult.compose("run", List.of(linearizable, statistics(history), availability(history))),
                List.of());
    }

    /** Two cycles among transactions, one of them drawn. */
    public static RunRecord transactions(String drawing) {
        List<Operation> operations = List.of(
                transaction(0, 0, Type.INVOKE, List.of(List.of("append", "x", 1L))),
                transaction(1, 1, Type.INVOKE, List.of(step("r", "x", null), List.of("append", "y", 1L))),
                transaction(2, 0, Type.OK, List.of(List.of("append", "x", 1L))),
                transaction(3, 2, Type.INVOKE, List.of(step("r", "x", null), step("r", "y", null))),
                transaction(4, 1, Type.OK, List.of(List.of("r", "x", List.of()), List.of("append", "y", 1L))),
                transaction(5, 2, Type.OK, List.of(List.of("r", "x", List.of(1L)), List.of("r", "y", List.of()))));
        Evidence evidence = new Evidence(
                "G-single-realtime",
                "T1 did not observe T2's append to y although T2 had ended before T1 began",
                "Let:\n  T1 = [r x [1], r y []]\n  T2 = [r x [], append y 1]\nThen:\n"
                        + "  - T1 < T2, because T1 did not observe T2's append of 1 to y.\n"
                        + "  - However, T2 < T1, because T2 completed before T1 was invoked: a contradiction!",
                operations.subList(1, 6),
                Map.of("cycle", List.of("rw", "rt")),
                drawing);
        CheckResult elle = CheckResult.invalid(
                "list-append",
                "the history has G-single-realtime, so it is not strictly serializable",
                Map.of(
                        "anomalies", List.of("G-single-realtime"),
                        "not", List.of("strict-serializable"),
                        "alsoNot", List.of("strong-snapshot-isolation")),
                List.of(evidence));
        return new RunRecord(info(), History.of(operations), List.of(), elle, List.of());
    }

    private static List<@Nullable Object> step(String f, String key, @Nullable Object value) {
        return Arrays.asList(f, key, value);
    }

    private static Operation transaction(long index, int process, Type type, Object value) {
        return new Operation(index, index * 1_500_000, process, type, "txn", null, value, null);
    }

    public static RunRecord valid(int calls) {
        History history = SampleHistory.of(calls, 3, false);
        return new RunRecord(
                info(),
                history,
                faults(),
                CheckResult.compose(
                        "run",
                        List.of(
                                CheckResult.valid("linearizable", "all 20 keys are linearizable"),
                                statistics(history),
                                availability(history))),
                List.of("Teardown: node n1 did not stop within 5 s and was killed."));
    }

    public static RunRecord unknown() {
        History history = SampleHistory.of(3000, 5, false);
        return new RunRecord(
                info(),
                history,
                faults(),
                CheckResult.compose(
                        "run",
                        List.of(
                                CheckResult.unknown(
                                        "linearizable",
                                        "the time of 60 s ended on key 3 after 4,000,000 configurations; 12 of 20 keys are linearizable"),
                                CheckResult.unknown("broken", "the checker failed: IllegalStateException: empty graph"),
                                statistics(history),
                                availability(history))),
                List.of());
    }

    /** Nothing happened at all. */
    public static RunRecord empty() {
        return new RunRecord(
                info(),
                History.of(List.of()),
                List.of(),
                CheckResult.unknown("run", "nothing was recorded"),
                List.of());
    }

    /** Cut short: no verdict, some calls open. */
    public static RunRecord crashed() {
        RunInfo whole = info();
        RunInfo cut = new RunInfo(
                whole.workload(),
                whole.system(),
                whole.environment(),
                whole.nodes(),
                whole.concurrency(),
                whole.seed(),
                whole.started(),
                null,
                whole.commandLine(),
                whole.configuration(),
                whole.versions());
        List<Operation> all = SampleHistory.of(3000, 9, false).operations();
        return new RunRecord(
                cut,
                History.of(all.subList(0, 3001)),
                faults(),
                null,
                List.of("The run was cut short: the last line of history.jsonl is torn and was left out."));
    }

    private static CheckResult statistics(History history) {
        return new Statistics().check(history, Budget.ofDefaults());
    }

    private static CheckResult availability(History history) {
        return Availability.ofNodes(NODES, 10).check(history, Budget.ofDefaults());
    }
}
