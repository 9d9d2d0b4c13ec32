package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Transactions as people read them. */
final class Transcript {
    private static final int LONGEST_LIST = 12;

    private final Transactions transactions;

    Transcript(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The value of a transaction as it was recorded: of its completion, or of its invocation where that says nothing. */
    List<?> value(int transaction) {
        History history = transactions.history();
        int completion = transactions.completion()[transaction];
        Object value =
                completion == History.NONE ? null : history.get(completion).value();
        if (value == null) {
            value = history.get(transactions.invocation()[transaction]).value();
        }
        return value instanceof List<?> list ? list : List.of();
    }

    /** The value that a micro-operation read or wrote. */
    @Nullable Object valueOf(int mop) {
        int transaction = transactions.owner()[mop];
        return ((List<?>) value(transaction).get(mop - transactions.first()[transaction])).get(2);
    }

    /** Who ran it and when: {@code process 3, operations 10 and 14}. */
    String where(int transaction) {
        History history = transactions.history();
        int completion = transactions.completion()[transaction];
        long invoked = history.get(transactions.invocation()[transaction]).index();
        String process = "process " + transactions.process()[transaction];
        if (completion == History.NONE) {
            return process + ", operation " + invoked + ", never completed";
        }
        Operation completed = history.get(completion);
        String outcome = completed.type() == Operation.Type.OK
                ? ""
                : ", " + completed.type().word();
        return process + ", operations " + invoked + " and " + completed.index() + outcome;
    }

    /** Each micro-operation in short: {@code r 5 [1 2]}, {@code append 6 3}. */
    List<String> microOperations(int transaction) {
        List<String> texts = new ArrayList<>();
        for (Object mop : value(transaction)) {
            List<?> parts = (List<?>) mop;
            texts.add(parts.get(0) + " " + text(parts.get(1)) + " " + text(parts.get(2)));
        }
        return texts;
    }

    /** A line about a transaction. */
    String describe(int transaction) {
        return where(transaction) + ": " + String.join(", ", microOperations(transaction));
    }

    /** A value in short; the middle of a long list is left out. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (!(value instanceof List<?> list)) {
            return value.toString();
        }
        StringBuilder text = new StringBuilder("[");
        int half = LONGEST_LIST / 2;
        boolean elide = list.size() > LONGEST_LIST;
        for (int i = 0; i < list.size(); i++) {
            if (elide && i == half) {
                text.append(" …");
                i = list.size() - half;
            }
            text.append(i == 0 ? "" : " ").append(text(list.get(i)));
        }
        return text.append(']').toString();
    }

    /** Both halves of these transactions, in recorded order. */
    List<Operation> operations(int... some) {
        TreeSet<Integer> positions = new TreeSet<>();
        for (int transaction : some) {
            positions.add(transactions.invocation()[transaction]);
            if (transactions.completion()[transaction] != History.NONE) {
                positions.add(transactions.completion()[transaction]);
            }
        }
        return positions.stream().map(transactions.history()::get).toList();
    }

    Transactions transactions() {
        return transactions;
    }
}
