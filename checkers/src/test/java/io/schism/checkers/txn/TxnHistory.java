package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Histories of transactions in short. A line is a process, a sign and micro-operations: {@code >} invokes, {@code +} is ok, {@code -} fail,
 * {@code ?} info. {@code ax1} appends 1 to x, {@code wx1} writes it, {@code rx} reads and got nil, {@code rx1} got 1, {@code rx[1,2]} got a list.
 */
final class TxnHistory {
    private TxnHistory() {}

    static History of(String... lines) {
        List<Operation> operations = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split(" +");
            Operation.Type type =
                    switch (words[1]) {
                        case ">" -> Operation.Type.INVOKE;
                        case "+" -> Operation.Type.OK;
                        case "-" -> Operation.Type.FAIL;
                        default -> Operation.Type.INFO;
                    };
            List<Object> mops = new ArrayList<>();
            for (String word : Arrays.asList(words).subList(2, words.length)) {
                mops.add(mop(word));
            }
            operations.add(new Operation(
                    operations.size(),
                    operations.size() * 1_000L,
                    Integer.parseInt(words[0]),
                    type,
                    "txn",
                    null,
                    mops,
                    null));
        }
        return History.of(operations);
    }

    /** Transactions one after another, each by a process of its own, so that only data orders them but for real time. */
    static History sequential(String... transactions) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < transactions.length; i++) {
            lines.add(i + " > " + transactions[i].replaceAll("(r[a-z])\\S*", "$1"));
            lines.add(i + " + " + transactions[i]);
        }
        return of(lines.toArray(String[]::new));
    }

    /** Transactions all at the same time. */
    static History concurrent(String... transactions) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < transactions.length; i++) {
            lines.add(i + " > " + transactions[i].replaceAll("(r[a-z])\\S*", "$1"));
        }
        for (int i = 0; i < transactions.length; i++) {
            lines.add(i + " + " + transactions[i]);
        }
        return of(lines.toArray(String[]::new));
    }

    private static List<@Nullable Object> mop(String word) {
        String f = word.startsWith("a") ? "append" : word.substring(0, 1);
        return Arrays.asList(f, word.substring(1, 2), value(word.substring(2)));
    }

    private static @Nullable Object value(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.startsWith("[")) {
            return Long.valueOf(text);
        }
        List<Object> list = new ArrayList<>();
        for (String element : text.substring(1, text.length() - 1).split(",")) {
            if (!element.isEmpty()) {
                list.add(Long.valueOf(element));
            }
        }
        return list;
    }
}
