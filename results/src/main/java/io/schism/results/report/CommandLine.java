package io.schism.results.report;

import java.util.List;
import java.util.stream.Collectors;

/** A command as it is typed into a POSIX shell. */
final class CommandLine {
    private CommandLine() {}

    static String of(List<String> words) {
        return words.stream().map(CommandLine::quote).collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
