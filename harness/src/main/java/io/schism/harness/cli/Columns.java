package io.schism.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows of text, each column as wide as its widest entry. */
final class Columns {
    private Columns() {}

    static <T> String aligned(List<String> heads, List<T> rows, List<Function<T, String>> columns) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(heads);
        rows.forEach(row ->
                lines.add(columns.stream().map(column -> column.apply(row)).toList()));
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder written = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                written.append(line.get(column))
                        .append(" "
                                .repeat(width(lines, column)
                                        + 2
                                        - line.get(column).length()));
            }
            text.append(written.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
