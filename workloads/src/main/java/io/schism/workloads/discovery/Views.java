package io.schism.workloads.discovery;

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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whoever lists and whoever follows sees the same instances at the same revision; and at the end, when everything is healed and nobody
 * writes, every follower has come as far as the store. One that has not was not proved to miss anything, so the verdict is unknown then.
 */
final class Views implements Checker {
    private static final String NAME = "watchers";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<Long, Integer> views = new HashMap<>();
        Set<Integer> asked = new TreeSet<>();
        Set<Integer> caughtUp = new TreeSet<>();
        long compared = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            boolean follows = operation.ofClient() && operation.f().equals(DiscoveryWorkload.FOLLOW);
            if (!(operation.value() instanceof Map<?, ?> value) || (!follows && !listed(operation))) {
                continue;
            }
            boolean last = follows && Boolean.TRUE.equals(value.get(DiscoveryWorkload.LAST));
            if (last) {
                asked.add(operation.process());
            }
            if (operation.type() != Operation.Type.OK
                    || !(value.get(DiscoveryWorkload.REVISION) instanceof Long revision)) {
                continue;
            }
            if (last) {
                caughtUp.add(operation.process());
            }
            Integer other = views.putIfAbsent(revision, i);
            if (other != null) {
                compared++;
                compare(history, other, i, revision, findings);
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("views-compared", compared);
        details.put("followers", (long) asked.size());
        details.put("caught-up", (long) caughtUp.size());
        return findings.result(
                details,
                nothing(asked, caughtUp),
                "all " + caughtUp.size() + " followers caught up at the end, and " + compared
                        + " views showed what another of the same revision had shown");
    }

    private static boolean listed(Operation operation) {
        return operation.ofClient() && operation.f().equals(DiscoveryWorkload.DISCOVER);
    }

    private static @Nullable String nothing(Set<Integer> asked, Set<Integer> caughtUp) {
        if (asked.isEmpty()) {
            return "no follower was asked to catch up at the end";
        }
        Set<Integer> behind = new TreeSet<>(asked);
        behind.removeAll(caughtUp);
        return behind.isEmpty() ? null : "the followers of processes " + behind + " did not catch up in time";
    }

    private static void compare(History history, int earlier, int later, long revision, Findings findings) {
        Operation one = history.get(earlier);
        Operation other = history.get(later);
        Set<String> first = instances(one);
        Set<String> second = instances(other);
        if (first.equals(second)) {
            return;
        }
        Set<String> difference = new TreeSet<>(first);
        difference.addAll(second);
        difference.removeIf(instance -> first.contains(instance) && second.contains(instance));
        findings.add(
                "views-differ",
                "at revision " + revision + " process " + other.process() + " saw " + second + " and process "
                        + one.process() + " saw " + first + ": they differ in " + difference,
                List.of(history.get(history.pairOf(earlier)), one, history.get(history.pairOf(later)), other),
                Map.of("revision", revision));
    }

    private static Set<String> instances(Operation operation) {
        Set<String> instances = new TreeSet<>();
        if (operation.value() instanceof Map<?, ?> value
                && value.get(DiscoveryWorkload.INSTANCES) instanceof List<?> list) {
            list.forEach(instance -> instances.add(String.valueOf(instance)));
        }
        return instances;
    }
}
