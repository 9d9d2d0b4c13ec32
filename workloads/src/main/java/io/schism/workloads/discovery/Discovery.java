package io.schism.workloads.discovery;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.lease.CalmLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every list holds all instances that are alive for sure and none that is dead for sure: each list is taken for reads of all instances at
 * once, and these are judged as {@link CalmLease} judges keys. An instance that nobody has registered is a {@code ghost}. An instance that was
 * not heard of for a minute and is not in a list is not looked at again. A follower that has come as far as the store counts as a list.
 *
 * @param slack how long an instance may outlive its lease
 * @param shadow how long after its healing a fault still keeps instances alive
 */
record Discovery(Duration slack, Duration shadow) implements Checker {
    private static final String NAME = "discovery";
    private static final long FORGOTTEN = Duration.ofMinutes(1).toNanos();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        History reads = new Expansion(history, findings).reads();
        CheckResult leases = new CalmLease(slack, shadow).check(reads, budget);
        CheckResult ghosts = findings.result(Map.of(), null, "every instance in a list was registered");
        return CheckResult.compose(NAME, List.of(leases, ghosts));
    }

    /** Makes a read of each instance out of every list. For one thread. */
    private static final class Expansion {
        private final History history;
        private final Findings findings;
        private final List<Operation> expanded = new ArrayList<>();

        private final Map<String, Long> heardOf = new LinkedHashMap<>();
        private int process;

        Expansion(History history, Findings findings) {
            this.history = history;
            this.findings = findings;
        }

        History reads() {
            List<List<Operation>> parts = new ArrayList<>();
            for (int i = 0; i < history.size(); i++) {
                List<Operation> part = new ArrayList<>();
                parts.add(part);
                Operation operation = history.get(i);
                if (!operation.ofClient()) {
                    part.add(operation);
                    continue;
                }
                process = Math.max(process, operation.process() + 1);
                if (!operation.f().equals(DiscoveryWorkload.DISCOVER)
                        && !operation.f().equals(DiscoveryWorkload.FOLLOW)) {
                    String instance = String.valueOf(operation.key());
                    heardOf.put(instance, operation.time());
                    part.add(operation.withKeyAndValue(instance, operation.value()));
                }
            }
            for (int i = 0; i < history.size(); i++) {
                Operation operation = history.get(i);
                if (operation.type() == Operation.Type.OK && complete(operation)) {
                    list(parts.get(history.pairOf(i)), parts.get(i), history.get(history.pairOf(i)), operation);
                }
            }
            parts.forEach(expanded::addAll);
            return History.of(expanded);
        }

        /** Whether it saw all that was there when it began. */
        private static boolean complete(Operation operation) {
            return operation.f().equals(DiscoveryWorkload.DISCOVER)
                    || (operation.f().equals(DiscoveryWorkload.FOLLOW)
                            && operation.value() instanceof Map<?, ?> value
                            && Boolean.TRUE.equals(value.get(DiscoveryWorkload.LAST)));
        }

        private void list(List<Operation> before, List<Operation> after, Operation invocation, Operation completion) {
            if (!(completion.value() instanceof Map<?, ?> value)
                    || !(value.get(DiscoveryWorkload.INSTANCES) instanceof List<?> found)) {
                findings.unfit(completion, "it needs the instances");
                return;
            }
            Set<String> listed = new LinkedHashSet<>();
            found.forEach(instance -> listed.add(String.valueOf(instance)));
            for (String instance : listed) {
                if (!heardOf.containsKey(instance)) {
                    findings.add(
                            "ghost",
                            "process " + completion.process() + " found instance " + instance
                                    + ", which was never registered",
                            List.of(invocation, completion),
                            Map.of());
                }
            }
            heardOf.forEach((instance, last) -> {
                if (listed.contains(instance) || Math.abs(completion.time() - last) < FORGOTTEN) {
                    before.add(read(invocation, instance, null));
                    after.add(read(completion, instance, listed.contains(instance)));
                    process++;
                }
            });
        }

        private Operation read(Operation of, String instance, @Nullable Object found) {
            return new Operation(of.index(), of.time(), process, of.type(), "read", instance, found, null);
        }
    }
}
