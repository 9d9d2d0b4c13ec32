package io.schism.checkers.fork;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All readers see independent writes appear in one order (no long fork: Sovran et al., <i>Transactional storage for geo-replicated
 * systems</i>, SOSP 2011, section 3).
 *
 * <p>Operations: transactions as lists of {@code [f, key, value]}, under any name. A write is {@code [["w", key, value]]}, each key written at most
 * once; a read is {@code [["r", key, value-or-null], …]}, only {@code ok} ones count. Reads of the same keys form a group. Anomalies:
 * {@code long-fork}: of two reads of a group each saw a write that the other missed; {@code unexpected-value}: a value was read that nobody
 * had tried to write, or whose write failed. Linear but for sorting; the budget is not looked at.
 */
public final class LongFork implements Checker {
    private static final String NAME = "long-fork";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Writes writes = new Writes(findings);
        Map<Set<String>, Group> groups = new LinkedHashMap<>();
        long reads = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient() || !(operation.value() instanceof List<?> transaction)) {
                continue;
            }
            int pair = history.pairOf(i);
            if (operation.type() == Operation.Type.INVOKE) {
                boolean failed = pair != History.NONE && history.get(pair).type() == Operation.Type.FAIL;
                writes.begun(operation, transaction, failed);
                continue;
            }
            Snapshot snapshot = operation.type() == Operation.Type.OK ? Snapshot.of(history, i, transaction) : null;
            if (snapshot != null) {
                reads++;
                writes.compare(snapshot);
                groups.computeIfAbsent(new TreeSet<>(snapshot.values().keySet()), Group::new)
                        .add(snapshot);
            }
        }
        groups.values().forEach(group -> group.judge(findings));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("reads", reads);
        details.put("groups", (long) groups.size());
        details.put("longForks", findings.count("long-fork"));
        return findings.result(
                details,
                reads == 0 ? "no ok operation reads keys as [\"r\", key, value]" : null,
                "all " + reads + " reads see the writes in one order");
    }
}
