package io.schism.checkers.fork;

import io.schism.checkers.Findings;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which value each key may have: the one that somebody tried to write. For one thread. */
final class Writes {
    private final Findings findings;
    private boolean any;
    private final Map<String, Object> tried = new HashMap<>();

    Writes(Findings findings) {
        this.findings = findings;
    }

    void begun(Operation invocation, List<?> transaction, boolean failed) {
        for (Object step : transaction) {
            if (!(step instanceof List<?> write) || write.size() != 3 || !"w".equals(write.get(0))) {
                continue;
            }
            any = true;
            Object value = write.get(2);
            if (value == null) {
                findings.undecidable(invocation, "a write needs a value");
            } else if (!failed && tried.putIfAbsent(String.valueOf(write.get(1)), value) != null) {
                findings.undecidable(
                        invocation, "key " + write.get(1) + " is written a second time; write each key once");
            }
        }
    }

    void compare(Snapshot snapshot) {
        snapshot.values().forEach((key, value) -> {
            // A history of reads alone was recorded without its writes; then nothing is unexpected.
            if (any && value != null && !value.equals(tried.get(key))) {
                findings.add(
                        "unexpected-value",
                        "process " + snapshot.completion().process() + " read " + value + " from " + key
                                + ", which nobody had tried to write, or whose write failed",
                        List.of(snapshot.invocation(), snapshot.completion()),
                        Map.of("key", key));
            }
        });
    }
}
