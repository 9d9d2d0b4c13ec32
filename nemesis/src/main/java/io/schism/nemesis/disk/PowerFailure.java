package io.schism.nemesis.disk;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.DiskControl.Troubled;
import io.schism.nemesis.target.DiskTrouble.SlowSync;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kills nodes and forgets what they have written and never synced. A system that syncs before it acknowledges loses nothing by that, also
 * when all nodes fail at once.
 *
 * <h2>Phases</h2>
 * From one moment on no sync comes to its end on any of them, which is the moment of the failure: the kills that follow cannot be
 * simultaneous, and what one node synced while another was already dead would tell of different moments. Kill of all, loss of what was
 * unsynced; held dead against every other fault; started again on what is left.
 *
 * <h2>Failure modes</h2>
 * The proof is that the loss was carried out on every node; that it was of no bytes is what a careful system shows.
 */
record PowerFailure(List<Node> nodes, DiskControl disks, ProcessHolds processes) implements Fault {
    private static final Duration MOMENT = Duration.ofMillis(300);
    /** Longer than the kills take. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    static FaultFamily family() {
        return new FaultFamily(
                "power",
                Victims.variants(
                        "kills, and loses the unsynced writes of,",
                        Nature.LASTING,
                        targets -> Targets.refusal(targets.disks(), "control of disks", DiskControl::lossRefusal),
                        (planned, targets, random) -> new PowerFailure(
                                Victims.draw(Aim.parse(planned.variant()), targets, random),
                                targets.disks().orElseThrow(),
                                targets.processes())));
    }

    @Override
    public String name() {
        return "power failure of " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<Troubled> stalled = PerNode.of(nodes, node -> disks.trouble(node, new SlowSync(NEVER)));
        try {
            awaitMoment();
            PerNode<Hold> dead = PerNode.of(nodes, processes::kill);
            Map<Node, Long> lost = new LinkedHashMap<>();
            try {
                nodes.forEach(node -> lost.put(node, disks.loseUnsynced(node)));
            } catch (FaultException e) {
                Uninterrupted.run(dead::close);
                throw e;
            }
            // A second closing does nothing, and tries again what could not be put right at once.
            return Healing.of(() -> proof(lost), () -> {
                stalled.close();
                dead.close();
            });
        } finally {
            Uninterrupted.run(stalled::close);
        }
    }

    /** Who acknowledges without waiting for a sync does so meanwhile. */
    private static void awaitMoment() {
        try {
            Thread.sleep(MOMENT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted before the power failed", e);
        }
    }

    private Proof proof(Map<Node, Long> lost) {
        Map<String, Object> measures = new LinkedHashMap<>();
        lost.forEach((node, bytes) -> measures.put(node.name(), bytes));
        String words = lost.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%,d of %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
        return new Proof(lost.size() == nodes.size(), "unsynced bytes lost: " + words, measures);
    }
}
