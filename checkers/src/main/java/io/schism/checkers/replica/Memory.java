package io.schism.checkers.replica;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Findings;
import io.schism.checkers.replica.Observation.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a node may never forget, not even when it is killed: its term, and whom it voted for in it (the persistent state of Ongaro and Ousterhout,
 * <i>In search of an understandable consensus algorithm</i>, 2014, figure 2). A node that forgets a vote can vote twice in one term.
 *
 * <p>A term is in memory a moment before it is on disk, and counts when it has reached the disk. So what a node said binds it once a second
 * answer has repeated it and no fault held the node meanwhile.
 */
record Memory(Answers answers, Troubles troubles) {
    static final String NAME = "terms";

    CheckResult check() {
        Findings findings = new Findings(NAME);
        long judged = answers.nodes().stream()
                .mapToLong(node -> check(answers.coherent(node), findings))
                .sum();
        return findings.result(
                Map.of("answers", judged),
                Missing.terms(answers),
                "no node's term went back and none changed its vote, in " + judged + " answers");
    }

    private long check(List<Standing> answers, Findings findings) {
        @Nullable Standing bound = null;
        Map<Long, Standing> votes = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            Standing now = answers.get(i);
            if (i > 0 && troubles.replacedBetween(answers.get(i - 1), now)) {
                bound = null;
                votes.clear();
            }
            if (bound != null && now.term() < bound.term()) {
                findings.add(
                        "term-went-back",
                        now.node() + " was in term " + bound.term() + " and later in term " + now.term(),
                        List.of(),
                        Told.of(bound, now));
                bound = null; // one finding for each time it forgets
            }
            Standing voted = votes.get(now.term());
            if (voted != null && now.vote() != null && !now.vote().equals(voted.vote())) {
                findings.add(
                        "vote-changed",
                        now.node() + " voted for " + voted.vote() + " in term " + now.term() + " and later for "
                                + now.vote(),
                        List.of(),
                        Told.of(voted, now));
                votes.put(now.term(), now);
            }
            Standing before = i == 0 ? null : answers.get(i - 1);
            if (before != null && !troubles.held(before, now)) {
                bound = greater(bound, before.term() <= now.term() ? before : now);
                if (before.term() == now.term() && before.vote() != null && Objects.equals(before.vote(), now.vote())) {
                    votes.putIfAbsent(now.term(), before);
                }
            }
        }
        return answers.size();
    }

    private static Standing greater(@Nullable Standing one, Standing other) {
        return one == null || other.term() > one.term() ? other : one;
    }
}
