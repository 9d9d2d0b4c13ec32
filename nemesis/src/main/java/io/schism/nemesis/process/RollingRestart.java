package io.schism.nemesis.process;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Recurring;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Recovery;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Restarts one node after the other, in a drawn order, as an operator does: the next when the one before serves again. Parameter
 * {@code gap}: time between two, 500 ms unless told.
 *
 * <h2>Phases</h2>
 * Restart, wait until it serves, gap, the next; ends early when the hold ends first.
 *
 * <h2>Failure modes</h2>
 * A node that does not serve again within ten seconds keeps the roll waiting no longer; one that does not start ends it.
 */
record RollingRestart(List<Node> order, Duration gap, Targets targets) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(10);

    static FaultVariant variant() {
        return new FaultVariant(
                        "rolling",
                        "restarts one node after the other",
                        Profile.NIGHTLY,
                        Nature.LASTING,
                        Optional.empty(),
                        List.of(),
                        targets -> Optional.empty(),
                        (planned, targets, random) -> {
                            List<Node> order = new ArrayList<>(targets.nodes());
                            Collections.shuffle(order, random);
                            return new RollingRestart(order, planned.duration("gap", Duration.ofMillis(500)), targets);
                        })
                .withParameters(List.of("gap"));
    }

    @Override
    public String name() {
        return "rolling restart "
                + String.join("-", order.stream().map(Node::name).toList());
    }

    @Override
    public Impact impact() {
        return Impact.on(order);
    }

    @Override
    public Healing inject() {
        Map<Node, String> restarted = new ConcurrentHashMap<>();
        Recurring roll = Recurring.start(name(), gap, round -> {
            Node node = order.get(round);
            Optional<Long> before = targets.processes().pid(node);
            targets.processes().restart(node);
            Optional<Long> now = targets.processes().pid(node);
            if (!now.equals(before)) {
                restarted.put(node, "pid " + now.map(String::valueOf).orElse("none"));
            }
            Recovery.awaitWhileItRuns(targets, node, SERVES_AGAIN);
            return round + 1 < order.size();
        });
        return Healing.of(() -> proof(restarted, roll), () -> {
            roll.close();
            order.forEach(targets.processes()::restore);
        });
    }

    private Proof proof(Map<Node, String> restarted, Recurring roll) {
        Map<String, Object> measures = new LinkedHashMap<>();
        restarted.forEach((node, pid) -> measures.put(node.name(), pid));
        return new Proof(
                !restarted.isEmpty() && roll.failure().isEmpty(),
                restarted.size() + " of " + order.size() + " nodes have a new pid"
                        + roll.failure()
                                .map(failure -> "; then " + failure.getMessage())
                                .orElse(""),
                measures);
    }
}
