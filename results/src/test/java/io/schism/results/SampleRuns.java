package io.schism.results;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
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

    /** A history of so many calls over thirty seconds: ten clients on twenty keys; slow and failing while a fault is in force. */
    public static History history(int calls, long seed) {
        Random random = new Random(seed);
        List<Operation> operations = new ArrayList<>();
        PriorityQueue<Long> free = new PriorityQueue<>();
        int[] processes = new int[10];
        PriorityQueue<Pending> pending = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
        for (int i = 0; i < processes.length; i++) {
            processes[i] = i;
            free.add((long) i);
        }
        long step = 30 * SECOND / Math.max(1, calls);
        for (int i = 0; i < calls; i++) {
            long now = i * step;
            while (!pending.isEmpty() && (pending.peek().at() <= now || free.isEmpty())) {
                complete(pending.remove(), operations, processes, free, now);
            }
            int thread = Math.toIntExact(free.remove());
            String f = List.of("read", "read", "write", "cas").get(random.nextInt(4));
            long key = random.nextInt(20);
            Object value = f.equals("write")
                    ? (Object) (long) random.nextInt(5)
                    : f.equals("cas") ? List.of((long) random.nextInt(5), (long) random.nextInt(5)) : null;
            Operation invocation =
                    new Operation(operations.size(), now, processes[thread], Type.INVOKE, f, key, value, null);
            operations.add(invocation);
            pending.add(ending(invocation, thread, random));
        }
        while (!pending.isEmpty()) {
            complete(pending.remove(), operations, processes, free, 0);
        }
        return History.of(operations);
    }

    private record Pending(
            long at,
            int thread,
            Operation invocation,
            Type outcome,
            @Nullable Object value) {}

    private static Pending ending(Operation invocation, int thread, Random random) {
        boolean hurt = faults().stream().anyMatch(fault -> {
            Long begun = fault.begun();
            Long healed = fault.healed();
            return begun != null
                    && invocation.time() >= begun
                    && invocation.time() < (healed == null ? begun + 4 * SECOND : healed)
                    && (fault.id() + thread) % 3 == 0;
        });
        double latency = 0.4e6 * Math.exp(random.nextGaussian() * 0.7) * (hurt ? 400 : 1);
        boolean timeout = latency > 1.0e9 * 0.3 && random.nextInt(3) == 0;
        Type outcome = timeout && !invocation.f().equals("read")
                ? Type.INFO
                : timeout || invocation.f().equals("cas") && random.nextInt(3) == 0 ? Type.FAIL : Type.OK;
        Object value = invocation.f().equals("read") && outcome == Type.OK
                ? (Object) (long) random.nextInt(5)
                : invocation.value();
        return new Pending(invocation.time() + (long) latency + 50_000, thread, invocation, outcome, value);
    }

    private static void complete(
            Pending ending, List<Operation> operations, int[] processes, PriorityQueue<Long> free, long floor) {
        long last = operations.get(operations.size() - 1).time();
        long time = Math.max(last, Math.max(ending.at(), floor == 0 ? 0 : Math.min(ending.at(), floor)));
        operations.add(new Operation(
                operations.size(),
                time,
                ending.invocation().process(),
                ending.outcome(),
                ending.invocation().f(),
                ending.invocation().key(),
                ending.value(),
                ending.outcome() == Type.INFO ? "TIMEOUT" : null));
        if (ending.outcome() == Type.INFO) {
            processes[ending.thread()] += processes.length;
        }
        free.add((long) ending.thread());
    }

    /** A stale read on key 7, in the middle of a history of this many calls. */
    public static RunRecord invalid(int calls) {
        History history = history(calls, 7);
        List<Operation> key = history.operations().stream()
                .filter(operation -> Long.valueOf(7).equals(operation.key()))
                .filter(operation -> operation.index() > history.size() / 2)
                .limit(9)
                .toList();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("key", 7L);
        details.put("lastState", 2L);
        Evidence evidence = new Evidence(
                "nonlinearizable",
                "read → 3 by process 4 on key 7 cannot be explained: the register held 2 before and nobody wrote 3 meanwhile",
                "Every order of the operations that respects their times ends with 2.\n"
                        + "The read began after write 2 was acknowledged, so it had to return 2.",
                key,
                details,
                null);
        CheckResult linearizable = CheckResult.invalid(
                "linearizable",
                "key 7 has no order that explains it; 19 other keys are fine",
                Map.of("keys", 20L, "failedKeys", 1L, "searchMillis", 153L),
                List.of(evidence));
        return new RunRecord(
                info(), history, faults(), CheckResult.compose("run", List.of(statistics(), linearizable)), List.of());
    }

    /** Two cycles among transactions, one of them drawn. */
    public static RunRecord transactions(String drawing) {
        List<Operation> operations = List.of(
                transaction(0, 0, Type.INVOKE, List.of(List.of("append", "x", 1L))),
                transaction(1, 1, Type.INVOKE, List.of(Arrays3.of("r", "x", null), List.of("append", "y", 1L))),
                transaction(2, 0, Type.OK, List.of(List.of("append", "x", 1L))),
                transaction(3, 2, Type.INVOKE, List.of(Arrays3.of("r", "x", null), Arrays3.of("r", "y", null))),
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

    private static final class Arrays3 {
        static List<@Nullable Object> of(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            List<@Nullable Object> list = new ArrayList<>();
            list.add(a);
            list.add(b);
            list.add(c);
            return list;
        }
    }

    private static Operation transaction(long index, int process, Type type, Object value) {
        return new Operation(index, index * 1_500_000, process, type, "txn", null, value, null);
    }

    public static RunRecord valid(int calls) {
        return new RunRecord(
                info(),
                history(calls, 3),
                faults(),
                CheckResult.compose(
                        "run",
                        List.of(CheckResult.valid("linearizable", "all 20 keys are linearizable"), statistics())),
                List.of("Teardown: node n1 did not stop within 5 s and was killed."));
    }

    public static RunRecord unknown() {
        return new RunRecord(
                info(),
                history(3000, 5),
                faults(),
                CheckResult.compose(
                        "run",
                        List.of(
                                CheckResult.unknown(
                                        "linearizable",
                                        "the time of 60 s ended on key 3 after 4,000,000 configurations; 12 of 20 keys are linearizable"),
                                CheckResult.unknown(
                                        "broken", "the checker failed: IllegalStateException: empty graph"))),
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
        List<Operation> all = history(3000, 9).operations();
        return new RunRecord(
                cut,
                History.of(all.subList(0, 3001)),
                faults(),
                null,
                List.of("The run was cut short: the last line of history.jsonl is torn and was left out."));
    }

    private static CheckResult statistics() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("okPerSecond", 187.25);
        details.put("longestOutageNanos", 1_830_000_000L);
        details.put(
                "windows",
                List.of(
                        Map.of("fault", "partition n1,n2 | n3,n4,n5", "outageMillis", 812L),
                        Map.of("fault", "kill n4", "outageMillis", 1433L)));
        return CheckResult.of("statistics", Verdict.VALID, "every kind of operation succeeded at least once", details);
    }
}
