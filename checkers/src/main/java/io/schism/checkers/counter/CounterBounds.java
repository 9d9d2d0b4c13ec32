package io.schism.checkers.counter;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each read of a counter lies within bounds: at least what was certainly added before it began, at most that and all that may have
 * been added before it ended.
 *
 * <p>Operations: {@code add} with an integer, which may be negative, or null for 1; {@code read}, {@code ok} with an integer. Each key is a counter of its
 * own. An {@code ok} add counts from its completion for sure and from its invocation perhaps; an {@code info} add counts perhaps for ever; a
 * {@code fail} never. A negative addend widens the bounds downwards instead of upwards. Anomaly: {@code out-of-bounds}. One pass; the
 * budget is not looked at. The bounds are necessary, not sufficient: {@code --model counter} asks for linearizability.
 */
public final class CounterBounds implements Checker {
    private static final String NAME = "counter";

    private final long initial;

    /**
     * A checker.
     *
     * @param initial what every counter begins at
     */
    public CounterBounds(long initial) {
        this.initial = initial;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<@Nullable Object, Counter> counters = new HashMap<>();
        long reads = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient()) {
                continue;
            }
            Counter counter = counters.computeIfAbsent(operation.key(), key -> new Counter(initial));
            if (operation.f().equals("add")) {
                add(history, i, counter, findings);
            }
            if (operation.f().equals("read")) {
                reads += read(history, i, counter, findings) ? 1 : 0;
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("reads", reads);
        details.put("outOfBounds", findings.count("out-of-bounds"));
        return findings.result(
                details, reads == 0 ? "the counter was never read" : null, "all " + reads + " reads lie within bounds");
    }

    private static void add(History history, int position, Counter counter, Findings findings) {
        Operation operation = history.get(position);
        int pair = history.pairOf(position);
        boolean invocation = operation.type() == Operation.Type.INVOKE;
        Object given = (invocation ? operation : history.get(pair)).value();
        if (given != null && !(given instanceof Long)) {
            findings.undecidable(operation, "an add needs an integer, or null for 1");
            return;
        }
        long amount = given instanceof Long number ? number : 1;
        boolean failed = pair != History.NONE && history.get(pair).type() == Operation.Type.FAIL;
        if (invocation && !failed) {
            counter.begun(amount);
        }
        if (operation.type() == Operation.Type.OK) {
            counter.done(amount);
        }
    }

    private static boolean read(History history, int position, Counter counter, Findings findings) {
        Operation operation = history.get(position);
        if (operation.type() == Operation.Type.INVOKE) {
            counter.readBegins(operation.process());
            return false;
        }
        Counter.Certain certain = counter.readEnds(operation.process());
        if (operation.type() != Operation.Type.OK) {
            return false;
        }
        if (!(operation.value() instanceof Long value)) {
            findings.unfit(operation, "a read of a counter needs an integer");
            return false;
        }
        long lower = counter.lower(certain);
        long upper = counter.upper(certain);
        if (value < lower || value > upper) {
            findings.add(
                    "out-of-bounds",
                    "process " + operation.process() + " read " + value + ", but the counter was "
                            + (value < lower ? "at least " + lower : "at most " + upper) + " while it read",
                    List.of(history.get(history.pairOf(position)), operation),
                    Map.of("value", value, "lower", lower, "upper", upper));
        }
        return true;
    }
}
