package io.schism.results.web;

import io.schism.checkers.CheckResult;
import io.schism.results.Amounts;
import io.schism.results.RunInfo;
import io.schism.results.figures.AvailabilityFigures;
import io.schism.results.figures.StatisticsFigures;
import io.schism.results.page.Page;
import io.schism.results.page.Template;
import io.schism.results.store.RunDirectory;
import io.schism.results.timeline.OperationText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two runs side by side; what differs stands out. */
final class Comparison {
    private Comparison() {}

    static String html(String leftId, RunDirectory left, String rightId, RunDirectory right) {
        List<Section> sections = new ArrayList<>();
        sections.add(section("Verdict", verdicts(left), verdicts(right)));
        sections.add(section("Figures", figures(left), figures(right)));
        sections.add(section("Configuration", configuration(left), configuration(right)));
        sections.add(section("Versions", versions(left), versions(right)));
        Model model = new Model(leftId, rightId, sections);
        return Page.plain(leftId + " and " + rightId, Template.fill("compare", model));
    }

    private static Map<String, String> verdicts(RunDirectory run) {
        Map<String, String> values = new LinkedHashMap<>();
        CheckResult result = run.readVerdict().orElse(null);
        values.put("the run", result == null ? "none" : result.verdict().word() + ": " + result.reason());
        if (result != null) {
            result.parts()
                    .forEach(part -> values.put(part.checker(), part.verdict().word() + ": " + part.reason()));
        }
        return values;
    }

    private static Map<String, String> figures(RunDirectory run) {
        Map<String, String> values = new LinkedHashMap<>();
        CheckResult result = run.readVerdict().orElse(null);
        StatisticsFigures.in(result).ifPresent(figures -> {
            values.put("operations", Amounts.count(figures.operations()));
            Double rate = figures.okPerSecond();
            values.put("took effect", rate == null ? "–" : Amounts.rate(rate));
            values.put("latency, p50", Amounts.millis(figures.p50()));
            values.put("latency, p99", Amounts.millis(figures.p99()));
        });
        AvailabilityFigures.in(result).ifPresent(figures -> {
            values.put("longest time without a success", Amounts.millis(figures.longestGap()));
            values.put("the same without any fault", Amounts.millis(figures.longestCalmGap()));
            figures.families()
                    .forEach((name, family) ->
                            values.put("the same during " + name, Amounts.millis(family.longestDowntime())));
        });
        values.put(
                "faults begun",
                Amounts.count(
                        run.readFaults().stream().filter(f -> f.begun() != null).count()));
        return values;
    }

    private static Map<String, String> configuration(RunDirectory run) {
        Map<String, String> values = new LinkedHashMap<>();
        run.readInfo().ifPresent(info -> {
            values.put("command", String.join(" ", info.commandLine()));
            values.put("seed", String.valueOf(info.seed()));
            info.configuration().forEach((name, value) -> values.put(name, OperationText.value(value)));
        });
        return values;
    }

    private static Map<String, String> versions(RunDirectory run) {
        return run.readInfo().map(RunInfo::versions).orElse(Map.of());
    }

    private static Section section(String title, Map<String, String> left, Map<String, String> right) {
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        List<Line> lines = names.stream()
                .map(name -> new Line(name, left.getOrDefault(name, "–"), right.getOrDefault(name, "–")))
                .toList();
        return new Section(title, lines);
    }

    /** One value of both. */
    record Line(String name, String left, String right) {
        boolean differs() {
            return !left.equals(right);
        }
    }

    private record Section(String title, List<Line> lines) {}

    private record Model(String left, String right, List<Section> sections) {}
}
