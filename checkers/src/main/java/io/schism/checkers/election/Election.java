package io.schism.checkers.election;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At most one leader a term, and no node's term goes back (election safety and the growth of terms: Ongaro and Ousterhout, <i>In search of an
 * understandable consensus algorithm</i>, 2014, figure 3 and section 5.1).
 *
 * <p>Operations: any name; each {@code ok} with a map {@code {"term": n, "leader": name-or-null, "node": who-says-so}} is an observation. Without
 * {@code node} it is left out of the second rule, with a null {@code leader} out of the first. Each key is an election of its own.
 * {@code info} and {@code fail} observe nothing. Anomalies: {@code two-leaders} and {@code term-went-back} (an observation of a node began after
 * another of the same node had ended that showed a greater term). One pass; the budget is not looked at.
 */
public final class Election implements Checker {
    private static final String NAME = "election";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<Term, Map<Object, Integer>> leaders = new HashMap<>();
        Map<Voter, NavigableMap<Integer, Long>> risen = new HashMap<>();
        Set<Object> allLeaders = new HashSet<>();
        long observations = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            Long term = operation.ofClient() && operation.type() == Operation.Type.OK ? term(operation) : null;
            if (term == null || !(operation.value() instanceof Map<?, ?> seen)) {
                continue;
            }
            observations++;
            Object leader = seen.get("leader");
            if (leader != null) {
                allLeaders.add(leader);
                leads(
                        history,
                        i,
                        leader,
                        leaders.computeIfAbsent(new Term(operation.key(), term), key -> new LinkedHashMap<>()),
                        findings);
            }
            Object node = seen.get("node");
            if (node != null) {
                Voter voter = new Voter(operation.key(), node);
                grows(history, i, term, voter, risen.computeIfAbsent(voter, key -> new TreeMap<>()), findings);
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("observations", observations);
        details.put("terms", (long) leaders.size());
        details.put("leaders", (long) allLeaders.size());
        return findings.result(
                details,
                leaders.isEmpty() ? "no leader was observed" : null,
                "each of " + leaders.size() + " terms had one leader, and no term went back");
    }

    private static void leads(
            History history, int position, Object leader, Map<Object, Integer> known, Findings findings) {
        if (known.putIfAbsent(leader, position) == null && known.size() > 1) {
            int first = known.values().iterator().next();
            Object other = known.keySet().iterator().next();
            findings.add(
                    "two-leaders",
                    "term " + term(history.get(position)) + " has two leaders, " + other + " and " + leader,
                    both(history, first, position),
                    Map.of("leaders", List.copyOf(known.keySet())));
        }
    }

    private static void grows(
            History history,
            int position,
            long term,
            Voter voter,
            NavigableMap<Integer, Long> risen,
            Findings findings) {
        // The highest term that was told before this one was asked for, whatever was told while it was under way.
        Map.Entry<Integer, Long> before = risen.floorEntry(history.pairOf(position));
        if (before != null && term < before.getValue()) {
            findings.add(
                    "term-went-back",
                    "node " + voter.node() + " was in term " + before.getValue() + " and later in term " + term,
                    both(history, before.getKey(), position),
                    Map.of());
        }
        if (risen.isEmpty() || term > risen.lastEntry().getValue()) {
            risen.put(position, term);
        }
    }

    private static @Nullable Long term(Operation operation) {
        return operation.value() instanceof Map<?, ?> map && map.get("term") instanceof Long term ? term : null;
    }

    private static List<Operation> both(History history, int one, int other) {
        return List.of(
                history.get(history.pairOf(one)),
                history.get(one),
                history.get(history.pairOf(other)),
                history.get(other));
    }

    private record Term(@Nullable Object election, long number) {}

    private record Voter(@Nullable Object election, Object node) {}
}
