package io.schism.checkers.replica;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.replica.Observation.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold inside a system that replicates a log by Raft, judged by what its nodes say of themselves; evidence beside what its clients see.
 * Terms never go back and a vote is never changed ({@code terms}), a term has at most one leader ({@code leaders}), nothing is applied before it is
 * committed ({@code applied}), and all nodes hold the same copy at the same place of the log ({@code copies}). Anomalies: {@code term-went-back},
 * {@code vote-changed}, {@code two-leaders}, {@code applied-before-committed}, {@code unequal-copies}.
 *
 * <p>The history is asked for nothing but the faults in it. A part for which answers are missing is unknown. One pass; the budget is not looked at.
 */
public final class ReplicaConsistency implements Checker {
    /** Its name. */
    public static final String NAME = "consistency-of-replicas";

    private final List<Observation> observations;

    /** Judges these, in any order. */
    public ReplicaConsistency(List<Observation> observations) {
        this.observations = List.copyOf(observations);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        if (observations.isEmpty()) {
            return CheckResult.unknown(NAME, "no node was asked how it stands");
        }
        Answers answers = Answers.of(observations);
        List<CheckResult> parts = List.of(
                new Memory(answers, Troubles.of(history)).check(),
                new Leaders(answers).check(),
                new Applying(answers).check(),
                new Copies(answers).check());
        Verdict worst = parts.stream().map(CheckResult::verdict).reduce(Verdict.VALID, Verdict::and);
        return new CheckResult(NAME, worst, reason(parts, worst), details(answers), List.of(), parts);
    }

    /** The parts that decided, or all of them when everything holds. */
    private static String reason(List<CheckResult> parts, Verdict worst) {
        return parts.stream()
                .filter(part -> part.verdict() == worst)
                .map(CheckResult::reason)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** How each node stood when it answered for the last time. */
    private static Map<String, @Nullable Object> details(Answers answers) {
        List<Map<String, @Nullable Object>> nodes = new ArrayList<>();
        for (String node : answers.nodes()) {
            List<Standing> said = answers.standings(node);
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("node", node);
            line.put("answers", (long) said.size());
            line.put(
                    "silences",
                    answers.silences().stream()
                            .filter(silence -> silence.node().equals(node))
                            .count());
            if (!said.isEmpty()) {
                line.putAll(Told.line(said.get(said.size() - 1)));
            }
            nodes.add(line);
        }
        return Map.of("nodes", nodes);
    }
}
