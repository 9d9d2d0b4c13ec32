package io.schism.workloads.finish;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads every key that was used, from every node, when everything is healed: whatever is lost of a key that nobody uses any more is seen by
 * nothing else. Of very many keys each is read from fewer nodes ({@link #MOST}).
 *
 * <p>As a checker it counts, and does not judge: that is for the checkers which meet these reads in the history. Its verdict is always valid,
 * and its reason names the keys that were not read at the end. Immutable.
 */
public final class FinalReads implements Checker {
    /**
     * Operations at the end, apart from those that are tried again. On two busy cores three nodes of etcd answered 520 a second and five of Raft 157
     * (2026-11-28), so these take 8 s and 25 s; after 30 s the harness ends the phase.
     */
    public static final int MOST = 4_000;

    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int NAMED = 10;

    private final Function<Operation, ? extends Collection<?>> keys;
    private final Function<Operation, Boolean> reads;

    /**
     * Final reads of a workload.
     *
     * @param keys the keys of an operation, completed or not; none of an operation that is not the workload's
     * @param reads whether an operation only reads
     */
    public FinalReads(Function<Operation, ? extends Collection<?>> keys, Function<Operation, Boolean> reads) {
        this.keys = keys;
        this.reads = reads;
    }

    /** Final reads of a workload each of whose operations has one key. */
    public static FinalReads ofKeys(String read) {
        return new FinalReads(
                operation -> operation.key() == null ? List.of() : List.of(operation.key()),
                operation -> operation.f().equals(read));
    }

    /** The keys of all invocations, in the order in which they appear. */
    public Set<Object> used(History history) {
        Set<Object> used = new LinkedHashSet<>();
        for (Operation operation : history.operations()) {
            if (operation.ofClient() && operation.type() == Operation.Type.INVOKE) {
                used.addAll(keys.apply(operation));
            }
        }
        return used;
    }

    /**
     * The reads.
     *
     * @param main the history of the main part
     * @param together how many keys one request reads; the last may read fewer
     * @param request the read of these keys
     */
    public Generator generator(
            WorkloadOptions options, History main, int together, Function<List<Object>, Request> request) {
        List<Object> used = new ArrayList<>(used(main));
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < used.size(); from += together) {
            requests.add(request.apply(used.subList(from, Math.min(used.size(), from + together))));
        }
        return everywhere(requests, options.nodes());
    }

    /** Each of these on every node; what fails is tried again there, with a pause, so that no moment without a leader uses up all tries. */
    public static Generator everywhere(List<Request> requests, int nodes) {
        return Generators.onEveryNode(requests, nodes, MOST, TRIES, PAUSE);
    }

    /** Each of these once, on one node or another; what fails is tried again there, with a pause. */
    public static Generator somewhere(List<Request> requests, int nodes) {
        return Generators.onEveryNode(requests, nodes, requests.size(), TRIES, PAUSE);
    }

    @Override
    public String name() {
        return "final-reads";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Set<Object> unread = used(history);
        long used = unread.size();
        if (used == 0) {
            return CheckResult.valid(name(), "no key was used, so none was read at the end");
        }
        long read = 0;
        for (int position = quiet(history); position < history.size(); position++) {
            int completion = history.pairOf(position);
            if (history.get(position).type() == Operation.Type.INVOKE
                    && completion != History.NONE
                    && history.get(completion).type() == Operation.Type.OK) {
                Collection<?> seen = keys.apply(history.get(completion));
                unread.removeAll(seen);
                read += seen.size();
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("keys", used);
        details.put("unread", (long) unread.size());
        details.put("reads", read);
        details.put("unreadKeys", unread.stream().limit(NAMED).toList());
        String reason = unread.isEmpty()
                ? "all " + used + " keys were read at the end, by " + read + " reads"
                : unread.size() + " of " + used + " keys were not read at the end, such as "
                        + unread.iterator().next() + "; what was lost of them then, nobody saw";
        return CheckResult.of(name(), Verdict.VALID, reason, details);
    }

    /** The position after the last operation that is no read of a client: from there on, nothing changes any more. */
    private int quiet(History history) {
        int position = history.size();
        while (position > 0) {
            Operation before = history.get(position - 1);
            if (!before.ofClient() || !reads.apply(before)) {
                return position;
            }
            position--;
        }
        return position;
    }
}
