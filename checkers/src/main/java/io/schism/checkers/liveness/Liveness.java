package io.schism.checkers.liveness;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * While nothing is broken, operations succeed: there is no longer time without an {@code ok} than allowed, though clients keep asking.
 *
 * <p>Operations: any of clients, with times; those of the nemesis whose value is {@code {"id": n, "phase": "begun" | "healed"}} say when
 * something is broken. A silence is judged only inside a calm region, and only as far as clients ask in it: an operation that is under way asks
 * all the time, and between two invocations no more than {@link LivenessOptions#idle} may pass. Anomaly: {@code no-success}. A history without
 * a success in a calm region that was long enough is unknown. One pass; the budget is not looked at.
 */
public final class Liveness implements Checker {
    private static final String NAME = "liveness";
    private static final double SECOND = 1e9;

    private final LivenessOptions options;

    /** A checker that follows these options. */
    public Liveness(LivenessOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).time() < 0) {
                findings.unfit(history.get(i), "it has no time, without which silences cannot be measured");
                return findings.result(Map.of(), null, "");
            }
        }
        long calm = 0;
        long longest = 0;
        long successes = 0;
        for (CalmRegions.Region region : CalmRegions.of(history, options.grace().toNanos())) {
            Silences silences = new Silences(history, region, options.idle().toNanos());
            calm += region.to() - region.from();
            successes += silences.successes();
            for (Silences.Silence silence : silences.all()) {
                longest = Math.max(longest, silence.length());
                if (silence.length() > options.longest().toNanos()) {
                    report(silence, findings);
                }
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("calmSeconds", calm / SECOND);
        details.put("successesInCalm", successes);
        details.put("longestSilenceSeconds", longest / SECOND);
        return findings.result(
                details,
                successes == 0
                        ? "there was no success while nothing was broken, nor was there time enough to miss it"
                        : null,
                String.format(
                        Locale.ROOT,
                        "the longest time without a success while nothing was broken was %.1f s (allowed: %.1f s)",
                        longest / SECOND,
                        options.longest().toNanos() / SECOND));
    }

    private void report(Silences.Silence silence, Findings findings) {
        List<Operation> shown = new ArrayList<>();
        if (silence.before() != null) {
            shown.add(silence.before());
        }
        if (silence.after() != null) {
            shown.add(silence.after());
        }
        findings.add(
                "no-success",
                String.format(
                        Locale.ROOT,
                        "nothing succeeded from %.1f s to %.1f s, though nothing was broken and clients kept asking (%d operations; allowed: %.1f s)",
                        silence.from() / SECOND,
                        silence.to() / SECOND,
                        silence.attempts(),
                        options.longest().toNanos() / SECOND),
                shown,
                Map.of("from", silence.from() / SECOND, "to", silence.to() / SECOND));
    }
}
