package io.schism.results.web;

import io.schism.checkers.Verdict;
import io.schism.results.RunInfo;
import io.schism.results.page.Page;
import io.schism.results.page.Template;
import io.schism.results.store.RunSummary;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The list of runs, newest first, as a page and as JSON. */
final class RunList {
    private static final int ON_A_PAGE = 100;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunList() {}

    static String html(List<RunSummary> runs, Query query) {
        List<RunSummary> chosen = chosen(runs, query);
        int from = Math.min((query.page() - 1) * ON_A_PAGE, chosen.size());
        int to = Math.min(from + ON_A_PAGE, chosen.size());
        Model model = new Model(
                query.first("text"),
                choices(List.of("valid", "invalid", "unknown", "none"), query.first("verdict")),
                choices(names(runs, RunInfo::workload), query.first("workload")),
                choices(names(runs, RunInfo::system), query.first("system")),
                chosen.subList(from, to).stream().map(RunList::line).toList(),
                chosen.isEmpty() ? "" : (from + 1) + " to " + to + " of " + chosen.size(),
                from > 0 ? page(query, query.page() - 1) : "",
                to < chosen.size() ? page(query, query.page() + 1) : "",
                runs.isEmpty());
        return Page.plain("runs", Template.fill("runs", model));
    }

    static List<Map<String, @Nullable Object>> json(List<RunSummary> runs, Query query) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (RunSummary run : chosen(runs, query)) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            RunInfo info = run.info();
            Verdict verdict = run.verdict();
            object.put("id", run.id());
            object.put("started", run.started().toString());
            object.put("workload", info == null ? null : info.workload());
            object.put("system", info == null ? null : info.system());
            object.put("environment", info == null ? null : info.environment());
            object.put("seed", info == null ? null : info.seed());
            object.put("verdict", verdict == null ? null : verdict.word());
            object.put("reason", run.reason());
            list.add(object);
        }
        return list;
    }

    private static List<RunSummary> chosen(List<RunSummary> runs, Query query) {
        String text = query.first("text").toLowerCase(Locale.ROOT);
        return runs.stream()
                .filter(run -> fits(query.first("verdict"), word(run)))
                .filter(run -> fits(query.first("workload"), name(run, RunInfo::workload)))
                .filter(run -> fits(query.first("system"), name(run, RunInfo::system)))
                .filter(run -> text.isEmpty() || searched(run).contains(text))
                .toList();
    }

    private static boolean fits(String wanted, String given) {
        return wanted.isEmpty() || wanted.equals(given);
    }

    /** What the text field searches: name, reason, command line. */
    private static String searched(RunSummary run) {
        RunInfo info = run.info();
        String command = info == null ? "" : String.join(" ", info.commandLine());
        return (run.id() + " " + run.reason() + " " + command).toLowerCase(Locale.ROOT);
    }

    private static String word(RunSummary run) {
        Verdict verdict = run.verdict();
        return verdict == null ? "none" : verdict.word();
    }

    private static String name(RunSummary run, Function<RunInfo, String> part) {
        RunInfo info = run.info();
        return info == null ? "" : part.apply(info);
    }

    private static List<String> names(List<RunSummary> runs, Function<RunInfo, String> part) {
        return runs.stream()
                .map(run -> name(run, part))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Choice> choices(List<String> names, String chosen) {
        return names.stream().map(name -> new Choice(name, name.equals(chosen))).toList();
    }

    private static Line line(RunSummary run) {
        Verdict verdict = run.verdict();
        RunInfo info = run.info();
        String glyph = verdict == null ? "…" : verdict == Verdict.VALID ? "✓" : verdict == Verdict.INVALID ? "✗" : "?";
        boolean goesOn = verdict == null && fresh(run.directory().historyFile());
        return new Line(
                run.id(),
                CLOCK.format(run.started()),
                info == null ? "?" : info.workload(),
                info == null ? "?" : info.system() + ", " + info.environment(),
                info == null ? "?" : String.valueOf(info.seed()),
                verdict == null ? "unknown" : verdict.word(),
                glyph + " " + (verdict == null ? "none" : verdict.word()),
                verdict != null ? run.reason() : goesOn ? "is going on" : "has no verdict: it crashed, or was killed",
                Files.isRegularFile(run.directory().reportFile()));
    }

    private static boolean fresh(Path history) {
        try {
            Instant changed = Files.getLastModifiedTime(history).toInstant();
            return changed.isAfter(Instant.now().minus(QUIET));
        } catch (IOException e) {
            return false; // there is none
        }
    }

    private static String page(Query query, int page) {
        StringBuilder address = new StringBuilder("/?page=" + page);
        for (String name : List.of("text", "verdict", "workload", "system")) {
            if (!query.first(name).isEmpty()) {
                address.append('&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(query.first(name), StandardCharsets.UTF_8));
            }
        }
        return address.toString();
    }

    private record Choice(String name, boolean chosen) {}

    private record Line(
            String id,
            String started,
            String workload,
            String system,
            String seed,
            String verdict,
            String chip,
            String reason,
            boolean report) {}

    private record Model(
            String text,
            List<Choice> verdicts,
            List<Choice> workloads,
            List<Choice> systems,
            List<Line> runs,
            String range,
            String newer,
            String older,
            boolean none) {}
}
