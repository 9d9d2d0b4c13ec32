package io.schism.results.report;

import io.schism.results.Amounts;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.figures.AvailabilityFigures;
import io.schism.results.figures.Call;
import io.schism.results.figures.RunFigures;
import io.schism.results.page.Page;
import io.schism.results.page.Template;
import io.schism.results.timeline.OperationText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code report.html}: one run on one page that opens offline. */
public final class Report {
    private static final int MOST_AROUND = 80;
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Report() {}

    /**
     * The page, under 2 MB whatever the length of the history.
     *
     * @param directory where the run is kept, as the user wrote it
     */
    public static String html(RunRecord run, String directory) {
        RunInfo info = run.info();
        RunFigures figures = RunFigures.of(run.history());
        AvailabilityFigures availability = AvailabilityFigures.of(run);
        ChartData charts = new ChartData(Call.of(run.history()), info);
        EvidenceSections evidence = EvidenceSections.of(
                run.result(), new EvidenceSection.Context(run.history(), run.faults(), info, MOST_AROUND));
        ReportModel model = new ReportModel(
                Headline.of(run.result()),
                info.workload() + " on " + info.system(),
                subheading(info),
                Story.of(run, figures),
                evidence,
                !charts.empty(),
                Amounts.duration(charts.interval()),
                info.concurrency() > 0 && !info.nodes().isEmpty(),
                run.faults().stream()
                        .map(fault -> FaultLine.of(fault, availability))
                        .toList(),
                FiguresLine.of(figures.operations()),
                FamilyLine.of(availability),
                CheckerSection.of(Headline.checkers(run.result())),
                configuration(info),
                info.versions().entrySet().stream()
                        .map(version -> new Row(version.getKey(), version.getValue()))
                        .toList(),
                CommandLine.of(info.commandLine()),
                "./schism check " + CommandLine.of(List.of(directory)));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("timelines", evidence.drawings());
        data.put("charts", charts.empty() ? null : charts.json(run.faults()));
        String title = model.headline().verdict() + ": " + model.heading() + ", seed " + info.seed();
        return Page.withCharts(title, Template.fill("report", model), data);
    }

    private static String subheading(RunInfo info) {
        Instant ended = info.ended();
        return WALL_CLOCK.format(info.started()) + ", environment " + info.environment() + ", seed " + info.seed()
                + (ended == null ? ", not ended" : "");
    }

    private static List<Row> configuration(RunInfo info) {
        List<Row> rows = new ArrayList<>();
        info.configuration().forEach((name, value) -> rows.add(new Row(name, OperationText.value(value))));
        return rows;
    }
}
