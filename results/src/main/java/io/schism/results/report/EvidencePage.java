package io.schism.results.report;

import io.schism.checkers.CheckResult;
import io.schism.checkers.history.History;
import io.schism.results.Amounts;
import io.schism.results.figures.OperationFigures;
import io.schism.results.figures.RunFigures;
import io.schism.results.page.Page;
import io.schism.results.page.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The verdict on any history, and its evidence drawn, on one page that opens offline: {@code ./schism check FILE --report out.html}. */
public final class EvidencePage {
    private static final int MOST_AROUND = 1000;

    private EvidencePage() {}

    /**
     * The page, under 2 MB whatever the length of the history.
     *
     * @param name what the history is called: its file
     * @param command the command that was typed, word by word; empty when there is none
     */
    public static String html(String name, History history, CheckResult result, List<String> command) {
        EvidenceSections evidence =
                EvidenceSections.of(result, new EvidenceSection.Context(history, List.of(), null, MOST_AROUND));
        RunFigures figures = RunFigures.of(history);
        OperationFigures all = figures.all();
        EvidenceModel model = new EvidenceModel(
                Headline.of(result),
                name,
                Amounts.count(all.total(), "operation") + ": " + Amounts.count(all.ok()) + " took effect, "
                        + Amounts.count(all.fail()) + " did not, " + Amounts.count(all.info()) + " unknown",
                evidence,
                CheckerSection.of(Headline.checkers(result)),
                FiguresLine.of(figures.operations()),
                CommandLine.of(command));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("timelines", evidence.drawings());
        data.put("charts", null);
        return Page.withCharts(model.headline().verdict() + ": " + name, Template.fill("evidence-page", model), data);
    }

    /** What {@code evidence-page.mustache} prints; every member is text that the template escapes. */
    private record EvidenceModel(
            Headline headline,
            String heading,
            String subheading,
            EvidenceSections evidence,
            List<CheckerSection> checkers,
            List<FiguresLine> figures,
            String command) {}
}
