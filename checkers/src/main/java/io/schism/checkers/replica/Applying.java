package io.schism.checkers.replica;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Findings;
import io.schism.checkers.replica.Observation.Standing;
import java.util.List;
import java.util.Map;

/**
 * Nothing is applied before it is committed (Ongaro and Ousterhout, 2014, section 5.3).
 *
 * <p>etcd reads the commit index first and the applied index after it, so one answer may show an entry that came in between as applied and not
 * committed. It must be committed by the next answer; unless the node was started anew between the two, when it may know less than before. So
 * three answers in a row must show it: of them two are of one life, unless it was started anew twice, and then it would not have applied as much
 * again already.
 */
record Applying(Answers answers) {
    static final String NAME = "applied";

    CheckResult check() {
        Findings findings = new Findings(NAME);
        long judged = 0;
        for (String node : answers.nodes()) {
            List<Standing> said = answers.standings(node);
            judged += said.size();
            for (int i = 2; i < said.size(); i++) {
                Standing first = said.get(i - 2);
                Standing second = said.get(i - 1);
                Standing third = said.get(i);
                if (ahead(first, second) && ahead(second, third)) {
                    findings.add(
                            "applied-before-committed",
                            node + " had applied index " + first.applied() + " and knew only index " + second.commit()
                                    + " to be committed when it was asked again",
                            List.of(),
                            Told.of(first, second, third));
                }
            }
        }
        return findings.result(
                Map.of("answers", judged),
                Missing.standings(answers),
                "no node had applied what it did not know to be committed");
    }

    private static boolean ahead(Standing first, Standing second) {
        return second.commit() < first.applied() && second.applied() >= first.applied();
    }
}
