package io.schism.harness;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.nemesis.run.NemesisSummary;
import io.schism.nemesis.run.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the verdict of a run together: what the checkers say of the history, and what went wrong with the run itself. Used by one thread. */
final class Judgement {
    private final List<CheckResult> parts = new ArrayList<>();
    private final List<Checker> besides = new ArrayList<>();

    /** Something went wrong with the run, so that it cannot be called valid. */
    void doubt(String what, String reason) {
        parts.add(CheckResult.unknown(what, reason));
    }

    /** A result that does not come from the history. */
    void add(CheckResult result) {
        parts.add(result);
    }

    /** A fault without proof did not happen, and one that was not undone may have spoilt what came later. */
    void faults(NemesisSummary summary) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("planned", summary.planned());
        details.put("begun", summary.begun());
        details.put("proved", summary.proved());
        details.put("healed", summary.healed());
        details.put("skipped", summary.skipped());
        details.put("cut-short", summary.cutShort());
        Map<String, @Nullable Object> latencies = new LinkedHashMap<>();
        summary.latencies().keySet().forEach(family -> latencies.put(family, summary.medianMillis(family)));
        details.put("median-injection-ms", latencies);
        Map<String, @Nullable Object> slowest = new LinkedHashMap<>();
        summary.latencies().keySet().forEach(family -> slowest.put(family, summary.slowestMillis(family)));
        details.put("slowest-injection-ms", slowest);
        details.put(
                "problems", summary.problems().stream().map(Problem::sentence).toList());
        parts.add(CheckResult.of(
                "nemesis", summary.sound() ? Verdict.VALID : Verdict.UNKNOWN, summary.sentence(), details));
    }

    /** A checker of this run that is none of its workload's. */
    void besides(Checker checker) {
        besides.add(checker);
    }

    /** Lets every checker judge; one that breaks has decided nothing and keeps no other from judging. */
    void check(List<Checker> checkers, History history, Budget budget) {
        List<CheckResult> judged = new ArrayList<>();
        for (Checker checker : checkers) {
            judged.add(Careful.check(checker, history, budget));
        }
        for (Checker checker : besides) {
            judged.add(Careful.check(checker, history, budget));
        }
        parts.addAll(0, judged);
    }

    /** The whole. */
    CheckResult result() {
        return CheckResult.compose("run", parts);
    }
}
