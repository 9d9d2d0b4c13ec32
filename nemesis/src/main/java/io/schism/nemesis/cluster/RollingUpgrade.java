package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Recurring;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Recovery;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.UpgradeControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Brings one node after the other to the new version, in a drawn order, as an operator does: the next when the one before serves again.
 * Parameter {@code gap}: time between two, 500 ms unless told.
 *
 * <h2>Phases</h2>
 * Restart on the new version, wait until it serves, gap, the next. The healing brings the rest to the new version: there is no way back
 * once all have it.
 *
 * <h2>Failure modes</h2>
 * A node that does not start on the new version ends the roll and is reported. While another rolls it is left out.
 */
record RollingUpgrade(List<Node> order, Duration gap, Targets targets, UpgradeControl upgrades) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(10);

    static FaultVariant variant() {
        return new FaultVariant(
                        "rolling",
                        "brings one node after the other to the new version, for good",
                        Profile.STORM,
                        Nature.LASTING,
                        Optional.empty(),
                        List.of(),
                        targets -> Targets.refusal(targets.upgrades(), "another version", UpgradeControl::refusal),
                        (planned, targets, random) -> {
                            List<Node> order = new ArrayList<>(targets.nodes());
                            Collections.shuffle(order, random);
                            return new RollingUpgrade(
                                    order,
                                    planned.duration("gap", Duration.ofMillis(500)),
                                    targets,
                                    targets.upgrades().orElseThrow());
                        })
                .withParameters(List.of("gap"));
    }

    @Override
    public String name() {
        return "rolling upgrade "
                + String.join("-", order.stream().map(Node::name).toList()) + " to " + upgrades.newVersion();
    }

    @Override
    public Impact impact() {
        return Impact.on(order);
    }

    @Override
    public Healing inject() {
        refuseBesideAnother();
        Versions versions = new Versions(targets, upgrades);
        List<Node> done = new CopyOnWriteArrayList<>();
        upgrades.commit();
        Recurring roll = Recurring.start(name(), gap, round -> {
            Node node = order.get(round);
            versions.restartOn(node, upgrades.newVersion());
            done.add(node);
            Recovery.awaitWhileItRuns(targets, node, SERVES_AGAIN);
            return round + 1 < order.size();
        });
        return Healing.of(() -> proof(versions.proof(done), roll), () -> {
            roll.close();
            for (Node node : order) {
                if (!done.contains(node)) {
                    versions.restartOn(node, upgrades.newVersion());
                    done.add(node);
                    Recovery.awaitWhileItRuns(targets, node, SERVES_AGAIN);
                }
            }
        });
    }

    /** Two of them would take two nodes down at once, and neither could tell what it has done. */
    private void refuseBesideAnother() {
        Optional<String> newest = Optional.of(upgrades.newVersion());
        if (upgrades.committed()
                && order.stream().anyMatch(node -> !upgrades.version(node).equals(newest))) {
            throw new NotNowException("another rolling upgrade is under way");
        }
    }

    private static Proof proof(Proof seen, Recurring roll) {
        return new Proof(
                seen.happened() && roll.failure().isEmpty(),
                seen.sentence()
                        + roll.failure()
                                .map(failure -> "; then " + failure.getMessage())
                                .orElse(""),
                seen.measures());
    }
}
