package io.schism.workloads.lease;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.lease.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Lease}, but reads that find a key in the shadow of a fault are left out: while there is no leader nothing can expire, and a new leader
 * gives every lease its whole time again. Reads that miss a key are judged all the same, for nothing excuses a key that goes early.
 *
 * @param slack how long a key may outlive its lease otherwise
 * @param shadow how long after its healing a fault still keeps keys alive
 */
public record CalmLease(Duration slack, Duration shadow) implements Checker {
    @Override
    public String name() {
        return "lease";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        boolean[] excused = excused(history);
        List<Operation> judged = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            int pair = history.pairOf(i);
            if (!excused[i] && (pair == History.NONE || !excused[pair])) {
                judged.add(history.get(i));
            }
        }
        return new Lease(slack).check(History.of(judged), budget);
    }

    /** For each position, whether it completes a read that found the key and was made in the shadow of a fault. */
    private boolean[] excused(History history) {
        boolean[] excused = new boolean[history.size()];
        Map<Object, Boolean> inForce = new HashMap<>();
        long shadowEnds = Long.MIN_VALUE;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient()) {
                if (operation.value() instanceof Map<?, ?> fault && fault.get("id") != null) {
                    if ("healed".equals(fault.get("phase"))) {
                        inForce.remove(fault.get("id"));
                        shadowEnds = Math.max(shadowEnds, operation.time() + shadow.toNanos());
                    } else {
                        inForce.put(fault.get("id"), true);
                    }
                }
                continue;
            }
            boolean found = operation.type() == Operation.Type.OK
                    && operation.f().equals(LeaseWorkload.READ)
                    && Boolean.TRUE.equals(operation.value());
            excused[i] = found && (!inForce.isEmpty() || operation.time() < shadowEnds);
        }
        return excused;
    }
}
