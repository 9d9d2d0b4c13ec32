package io.schism.results.report;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.results.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a verdict, as much as a person reads and a page of two megabytes holds.
 *
 * @param sections what is shown
 * @param leftOut what is not, in words, or an empty string
 * @param drawings what the scripts draw, by id
 */
record EvidenceSections(List<EvidenceSection> sections, String leftOut, Map<String, Object> drawings) {
    private static final int MOST = 12;
    private static final int MOST_OF_ONE_KIND = 3;
    private static final int MOST_IMAGES = 700_000;

    /** True when something is shown. */
    boolean any() {
        return !sections.isEmpty();
    }

    static EvidenceSections of(@Nullable CheckResult result, EvidenceSection.Context context) {
        Map<String, Object> drawings = new LinkedHashMap<>();
        List<EvidenceSection> sections = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        int images = 0;
        long leftOut = 0;
        for (Found found : found(Headline.checkers(result))) {
            String kind = found.checker().checker() + "/" + found.evidence().title();
            int before = shown.merge(kind, 1, Integer::sum);
            String drawing = found.evidence().drawing();
            int size = drawing == null ? 0 : drawing.length() / 3 * 4;
            if (sections.size() >= MOST || before > MOST_OF_ONE_KIND || images + size > MOST_IMAGES) {
                leftOut++;
                continue;
            }
            images += size;
            sections.add(EvidenceSection.of(sections.size() + 1, found.checker(), found.evidence(), context, drawings));
        }
        String words = leftOut == 0
                ? ""
                : Amounts.count(leftOut, "more piece") + " of evidence " + (leftOut == 1 ? "is" : "are")
                        + " left out here; verdict.json holds all.";
        return new EvidenceSections(sections, words, drawings);
    }

    private static List<Found> found(List<CheckResult> results) {
        List<Found> found = new ArrayList<>();
        for (CheckResult result : results) {
            result.evidence().forEach(evidence -> found.add(new Found(result, evidence)));
            found.addAll(found(result.parts()));
        }
        return found;
    }

    private record Found(CheckResult checker, Evidence evidence) {}
}
