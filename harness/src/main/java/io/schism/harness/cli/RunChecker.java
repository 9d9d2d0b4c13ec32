package io.schism.harness.cli;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.harness.Careful;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a run again: all its checkers, and what the run found besides. A fault without proof, or a cluster that did not recover, is not in the
 * history; without these parts a run that was unknown would become valid by checking it again.
 *
 * @param checkers the workload's checkers
 * @param found the parts of the verdict that the run ended with; those of its checkers are judged anew
 */
record RunChecker(List<Checker> checkers, List<CheckResult> found) implements Checker {
    RunChecker {
        checkers = List.copyOf(checkers);
        found = List.copyOf(found);
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        List<CheckResult> parts = new ArrayList<>();
        for (Checker checker : checkers) {
            parts.add(Careful.check(checker, history, budget));
        }
        Set<String> anew = checkers.stream().map(Checker::name).collect(Collectors.toSet());
        found.stream().filter(part -> !anew.contains(part.checker())).forEach(parts::add);
        return CheckResult.compose(name(), parts);
    }
}
