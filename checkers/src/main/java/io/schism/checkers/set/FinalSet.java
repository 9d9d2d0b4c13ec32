package io.schism.checkers.set;

import static java.util.Objects.requireNonNull;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was added is there at the end: judges the last {@code ok} read of a set alone. {@link SetFull} judges every read.
 *
 * <p>Operations: {@code add} with an element (any value but null); {@code read}, {@code ok} with the list of all elements. Each key is a
 * set of its own. Anomalies: {@code lost} (the {@code ok} add completed before the last read began, which lacks the element) and
 * {@code unexpected} (nobody tried to add the element before the read ended, or the add failed). An {@code info} add may be there or not; an
 * add that was under way during the last read proves nothing. One pass; the budget is not looked at.
 */
public final class FinalSet implements Checker {
    private static final String NAME = "set";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Map<@Nullable Object, Integer> lastReads = new HashMap<>();
        Findings findings = new Findings(NAME);
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient() && operation.f().equals("read") && operation.type() == Operation.Type.OK) {
                if (operation.value() instanceof List<?>) {
                    lastReads.put(operation.key(), i);
                } else {
                    findings.unfit(operation, "a read of a set needs the list of its elements");
                }
            }
        }
        Tally tally = new Tally(history, lastReads, findings);
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient() && operation.f().equals("add") && operation.type() == Operation.Type.INVOKE) {
                tally.add(i, operation);
            }
        }
        tally.unexpected();
        return findings.result(
                tally.details(),
                lastReads.isEmpty()
                        ? "the set was never read"
                        : tally.acknowledged == 0 ? "nothing was added for sure" : null,
                "the last read holds all " + tally.acknowledged + " acknowledged elements and nothing else");
    }

    /** Compares adds with the last read of their key. */
    private static final class Tally {
        private final History history;
        private final Map<@Nullable Object, Integer> lastReads;
        private final Findings findings;
        private final Map<@Nullable Object, Set<Object>> read = new HashMap<>();
        private final Map<@Nullable Object, Set<Object>> explained = new HashMap<>();
        private long attempted;
        private long acknowledged;
        private long recovered;
        private long unjudged;

        Tally(History history, Map<@Nullable Object, Integer> lastReads, Findings findings) {
            this.history = history;
            this.lastReads = lastReads;
            this.findings = findings;
            lastReads.forEach((key, position) -> read.put(key, new HashSet<>((List<?>)
                    requireNonNull(history.get(position).value()))));
        }

        void add(int position, Operation add) {
            attempted++;
            Object element = add.value();
            if (element == null) {
                findings.unfit(add, "an add needs an element");
                return;
            }
            Operation completion =
                    history.pairOf(position) == History.NONE ? null : history.get(history.pairOf(position));
            Integer lastRead = lastReads.get(add.key());
            if (lastRead == null || position > lastRead) {
                unjudged++;
                return;
            }
            boolean present = read.getOrDefault(add.key(), Set.of()).contains(element);
            if (completion != null && completion.type() == Operation.Type.FAIL) {
                return;
            }
            explained.computeIfAbsent(add.key(), key -> new HashSet<>()).add(element);
            if (completion == null || completion.type() != Operation.Type.OK) {
                recovered += present ? 1 : 0;
                return;
            }
            acknowledged++;
            if (present) {
                return;
            }
            if (history.pairOf(position) > history.pairOf(lastRead)) {
                unjudged++;
                return;
            }
            findings.add(
                    "lost",
                    "element " + element + " was added by process " + add.process()
                            + ", but the last read, which began after that, does not hold it",
                    List.of(add, completion, reads(lastRead, List.of())[0], reads(lastRead, List.of())[1]),
                    details(element));
        }

        void unexpected() {
            read.forEach((key, elements) -> {
                int position = requireNonNull(lastReads.get(key));
                for (Object element : elements) {
                    if (!explained.getOrDefault(key, Set.of()).contains(element)) {
                        findings.add(
                                "unexpected",
                                "the last read holds element " + element
                                        + ", which nobody had tried to add, or whose add failed",
                                List.of(reads(position, List.of(element))),
                                details(element));
                    }
                }
            });
        }

        private Operation[] reads(int position, List<Object> shown) {
            Operation completion = history.get(position);
            return new Operation[] {
                history.get(history.pairOf(position)), completion.withKeyAndValue(completion.key(), shown)
            };
        }

        private static Map<String, @Nullable Object> details(Object element) {
            return Map.of("element", element, "note", "the read is shown with this element alone");
        }

        Map<String, @Nullable Object> details() {
            Map<String, @Nullable Object> details = new LinkedHashMap<>();
            details.put("attempted", attempted);
            details.put("acknowledged", acknowledged);
            details.put("lost", findings.count("lost"));
            details.put("unexpected", findings.count("unexpected"));
            details.put("recovered", recovered);
            details.put("unjudged", unjudged);
            return details;
        }
    }
}
