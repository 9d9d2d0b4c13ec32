package io.schism.results.report;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.results.Amounts;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.figures.OperationFigures;
import io.schism.results.figures.RunFigures;
import java.util.List;
import java.util.Locale;

/** The end of a run on a terminal: the verdict, why, what happened, where to look, how to repeat it. */
public final class ConsoleSummary {
    private static final int INDENT = 12;
    private static final int WIDTH = 110;
    private static final int MOST_EVIDENCE = 3;
    private static final String RESET = "\u001b[0m";

    private ConsoleSummary() {}

    /**
     * The summary, several lines, each ended by a newline.
     *
     * @param directory where the run is kept, as the user wrote it
     * @param colours whether the terminal takes colours; the words say the same without
     */
    public static String of(RunRecord run, String directory, boolean colours) {
        RunFigures figures = RunFigures.of(run.history());
        Headline headline = Headline.of(run.result());
        RunInfo info = run.info();
        StringBuilder text = new StringBuilder();
        String word = headline.verdict().toUpperCase(Locale.ROOT);
        text.append(colours ? colour(headline.verdict()) + word + RESET : word)
                .append("  ")
                .append(info.workload())
                .append(" on ")
                .append(info.system())
                .append(", ")
                .append(info.environment())
                .append(", seed ")
                .append(info.seed())
                .append("\n\n");
        line(text, "why", headline.reason());
        for (CheckResult checker : Headline.checkers(run.result())) {
            evidence(text, headline.reason(), checker);
        }
        text.append('\n');
        Story.of(run, figures).forEach(sentence -> line(text, "", sentence));
        text.append('\n');
        operations(text, figures);
        for (CheckResult checker : Headline.checkers(run.result())) {
            line(text, "checker", checker.checker() + ": " + checker.verdict().word() + ", " + checker.reason());
        }
        text.append('\n');
        line(text, "report", directory + "/report.html");
        unbroken(text, "check again", "./schism check " + CommandLine.of(List.of(directory)));
        if (!info.commandLine().isEmpty()) {
            unbroken(text, "repeat", CommandLine.of(info.commandLine()));
        }
        return text.toString();
    }

    private static void evidence(StringBuilder text, String told, CheckResult checker) {
        List<Evidence> untold = checker.evidence().stream()
                .filter(evidence -> !told.contains(evidence.contradiction()))
                .toList();
        for (Evidence evidence : untold.stream().limit(MOST_EVIDENCE).toList()) {
            line(text, "evidence", evidence.title() + ": " + evidence.contradiction());
        }
        if (untold.size() > MOST_EVIDENCE) {
            line(text, "", "and " + (untold.size() - MOST_EVIDENCE) + " more from " + checker.checker());
        }
        checker.parts().forEach(part -> evidence(text, told, part));
    }

    private static void operations(StringBuilder text, RunFigures figures) {
        if (figures.all().total() == 0) {
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "%-" + INDENT + "s%10s %10s %10s %10s   %10s %10s %10s%n",
                "operation",
                "total",
                "ok",
                "fail",
                "unknown",
                "p50",
                "p99",
                "max"));
        for (OperationFigures line : figures.operations()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + INDENT + "s%10s %10s %10s %10s   %10s %10s %10s%n",
                    printable(line.f()),
                    Amounts.count(line.total()),
                    Amounts.count(line.ok()),
                    Amounts.count(line.fail()),
                    Amounts.count(line.info()),
                    line.ok() == 0 ? "-" : Amounts.duration(line.p50()),
                    line.ok() == 0 ? "-" : Amounts.duration(line.p99()),
                    line.ok() == 0 ? "-" : Amounts.duration(line.max())));
        }
        text.append('\n');
    }

    /** The words after the name, broken at spaces so that they stay in their column. */
    private static void line(StringBuilder text, String name, String words) {
        StringBuilder line = new StringBuilder(pad(name));
        for (String word : printable(words).split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > INDENT) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(pad(""));
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static void unbroken(StringBuilder text, String name, String command) {
        text.append(pad(name)).append(printable(command)).append('\n');
    }

    private static String pad(String name) {
        return name.length() < INDENT ? name + " ".repeat(INDENT - name.length()) : name + "  ";
    }

    /** Clients and tested systems choose some of the words; they must not be able to move the cursor or to paint. */
    private static String printable(String words) {
        return words.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static String colour(String verdict) {
        return switch (verdict) {
            case "valid" -> "\u001b[1;32m";
            case "invalid" -> "\u001b[1;31m";
            default -> "\u001b[1;33m";
        };
    }
}
