package io.schism.results.report;

import io.schism.checkers.CheckResult;
import io.schism.results.Amounts;
import io.schism.results.RunRecord;
import io.schism.results.figures.OperationFigures;
import io.schism.results.figures.RunFigures;
import java.util.List;
import java.util.Locale;

/** A run in GitHub's Markdown, for the summary of a build or a comment. */
public final class MarkdownSummary {
    private MarkdownSummary() {}

    /**
     * The summary.
     *
     * @param directory where the run is kept, as the user wrote it
     */
    public static String of(RunRecord run, String directory) {
        RunFigures figures = RunFigures.of(run.history());
        Headline headline = Headline.of(run.result());
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(headline.glyph())
                .append(' ')
                .append(headline.verdict().toUpperCase(Locale.ROOT))
                .append(": ")
                .append(plain(run.info().workload() + " on " + run.info().system() + ", seed "
                        + run.info().seed()))
                .append("\n\n")
                .append(plain(headline.reason()))
                .append("\n\n");
        Story.of(run, figures)
                .forEach(sentence -> text.append("- ").append(plain(sentence)).append('\n'));
        text.append("\n| checker | verdict | reason |\n| --- | --- | --- |\n");
        for (CheckResult checker : Headline.checkers(run.result())) {
            row(text, List.of(checker.checker(), checker.verdict().word(), checker.reason()));
        }
        text.append(
                "\n| operation | total | ok | fail | unknown | p50 | p99 |\n| --- | --: | --: | --: | --: | --: | --: |\n");
        for (OperationFigures line : figures.operations()) {
            row(
                    text,
                    List.of(
                            line.f(),
                            Amounts.count(line.total()),
                            Amounts.count(line.ok()),
                            Amounts.count(line.fail()),
                            Amounts.count(line.info()),
                            Amounts.duration(line.p50()),
                            Amounts.duration(line.p99())));
        }
        text.append("\nCheck again with\n\n```sh\n./schism check ")
                .append(CommandLine.of(List.of(directory)))
                .append('\n');
        if (!run.info().commandLine().isEmpty()) {
            text.append("# and repeat the whole run with\n")
                    .append(CommandLine.of(run.info().commandLine()))
                    .append('\n');
        }
        return text.append("```\n").toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(plain(cell)).append(" |"));
        text.append('\n');
    }

    /** Markdown and HTML lose their meaning; so does a mention, which would notify a stranger. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("[\\\\`*_{}\\[\\]#|~!]", "\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u200b");
    }
}
