package io.schism.harness.cli;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.harness.Careful;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.catalog.Workloads;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The checkers of a workload whose rules stand with it and not in the catalogue, for a bare file of its operations.
 *
 * @param name the workload
 * @param checkers what judges it
 */
record WorkloadCheckers(String name, List<Checker> checkers) implements Checker {
    /**
     * Finds the workload.
     *
     * @param others names that would have been known besides
     * @throws IllegalArgumentException when there is none; the message lists all names
     */
    static WorkloadCheckers named(String name, SortedSet<String> others) {
        for (Workload workload : Workloads.all()) {
            if (workload.name().equals(name)) {
                return new WorkloadCheckers(
                        name, workload.checkers(WorkloadOptions.builder().build()));
            }
        }
        SortedSet<String> known = new TreeSet<>(others);
        Workloads.all().forEach(workload -> known.add(workload.name()));
        throw new IllegalArgumentException(
                "--workload (" + name + ") is not known; there are " + String.join(", ", known));
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        return CheckResult.compose(
                name,
                checkers.stream()
                        .map(checker -> Careful.check(checker, history, budget))
                        .toList());
    }
}
