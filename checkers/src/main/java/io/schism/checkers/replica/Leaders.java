package io.schism.checkers.replica;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Findings;
import io.schism.checkers.replica.Observation.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At most one leader a term (election safety: Ongaro and Ousterhout, 2014, figure 3). Only what a node says of its own leadership counts; two in
 * different terms at one time are no contradiction.
 */
record Leaders(Answers answers) {
    static final String NAME = "leaders";

    CheckResult check() {
        Findings findings = new Findings(NAME);
        Map<Long, Map<String, Standing>> leaders = new TreeMap<>();
        for (String node : answers.nodes()) {
            for (Standing standing : answers.coherent(node)) {
                if (!standing.leads()) {
                    continue;
                }
                Map<String, Standing> term = leaders.computeIfAbsent(standing.term(), key -> new LinkedHashMap<>());
                if (term.putIfAbsent(node, standing) == null && term.size() > 1) {
                    Standing other = term.values().iterator().next();
                    findings.add(
                            "two-leaders",
                            "term " + standing.term() + " has two leaders, " + other.node() + " and " + standing.node(),
                            List.of(),
                            Told.of(other, standing));
                }
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        Map<String, @Nullable Object> byTerm = new LinkedHashMap<>();
        leaders.forEach((term, leader) -> byTerm.put("term " + term, String.join(", ", leader.keySet())));
        details.put("leaders", byTerm);
        String nobody = leaders.isEmpty() ? "no node was seen leading" : null;
        String missing = Missing.terms(answers);
        return findings.result(
                details,
                missing == null ? nobody : missing,
                leaders.size() == 1
                        ? "one leader was seen, in term "
                                + leaders.keySet().iterator().next()
                        : "each of " + leaders.size() + " terms in which a node was seen leading had one leader");
    }
}
