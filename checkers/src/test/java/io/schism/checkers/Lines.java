package io.schism.checkers;

import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryOptions;
import io.schism.checkers.history.HistoryReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Histories as tests write them: one operation a line, {@code process type f value}, the value as JSON and null where it is missing; a key
 * stands in brackets before it: {@code 0 ok read [x] 5}; {@code @12} at the end is a time in milliseconds.
 */
public final class Lines {
    private Lines() {}

    public static History history(String text) {
        StringBuilder json = new StringBuilder();
        for (String line : text.strip().split("\\R")) {
            if (!line.isBlank()) {
                json.append(operation(line.strip())).append('\n');
            }
        }
        try {
            return HistoryReader.read(
                            new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8)),
                            "test.jsonl",
                            HistoryOptions.ofDefaults())
                    .history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String operation(String line) {
        String rest = line;
        String time = "";
        int at = rest.lastIndexOf(" @");
        if (at >= 0) {
            time = ",\"time\":" + Long.parseLong(rest.substring(at + 2)) * 1_000_000;
            rest = rest.substring(0, at);
        }
        String[] words = rest.split(" +", 4);
        String value = words.length > 3 ? words[3].strip() : "null";
        String key = "";
        if (value.startsWith("[") && value.contains("] ")) {
            int end = value.indexOf("] ");
            key = ",\"key\":\"" + value.substring(1, end) + "\"";
            value = value.substring(end + 2);
        }
        String process = words[0].equals("nemesis") ? "\"nemesis\"" : words[0];
        return "{\"process\":" + process + ",\"type\":\"" + words[1] + "\",\"f\":\"" + words[2] + "\"" + key
                + ",\"value\":" + value + time + "}";
    }
}
