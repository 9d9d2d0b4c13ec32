package io.schism.results.report;

import io.schism.checkers.CheckResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What one checker said.
 *
 * @param name the checker, with those it is part of in front: {@code independent / linearizable}
 * @param verdict the word
 * @param glyph the sign
 * @param reason why
 * @param details its figures
 */
record CheckerSection(String name, String verdict, String glyph, String reason, DetailTree details) {
    private static final int MOST = 60;

    /** True when it gave figures. */
    boolean hasDetails() {
        return details.object();
    }

    /** The checkers and their parts; the worst first among the parts, and at most {@value #MOST} in all. */
    static List<CheckerSection> of(List<CheckResult> checkers) {
        List<CheckerSection> sections = new ArrayList<>();
        checkers.forEach(checker -> add(sections, "", checker));
        return sections;
    }

    private static void add(List<CheckerSection> sections, String prefix, CheckResult result) {
        if (sections.size() >= MOST) {
            return;
        }
        String name = prefix + result.checker();
        sections.add(new CheckerSection(
                name,
                result.verdict().word(),
                Headline.glyph(result.verdict()),
                result.reason(),
                DetailTree.of(result.details())));
        result.parts().stream()
                .sorted((a, b) -> b.verdict().compareTo(a.verdict()))
                .forEach(part -> add(sections, name + " / ", part));
    }
}
