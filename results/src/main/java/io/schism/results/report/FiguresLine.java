package io.schism.results.report;

import io.schism.results.Amounts;
import io.schism.results.figures.OperationFigures;
import java.util.List;

/** The figures of one kind of call as a line of a table; every member is text. */
record FiguresLine(
        String f, String total, String ok, String fail, String info, String p50, String p95, String p99, String max) {
    static List<FiguresLine> of(List<OperationFigures> figures) {
        return figures.stream()
                .filter(line -> line.total() > 0)
                .map(FiguresLine::of)
                .toList();
    }

    private static FiguresLine of(OperationFigures line) {
        return new FiguresLine(
                line.f(),
                Amounts.count(line.total()),
                Amounts.count(line.ok()),
                Amounts.count(line.fail()),
                Amounts.count(line.info()),
                latency(line, line.p50()),
                latency(line, line.p95()),
                latency(line, line.p99()),
                latency(line, line.max()));
    }

    private static String latency(OperationFigures line, long nanos) {
        return line.max() == 0 ? "–" : Amounts.duration(nanos);
    }
}
