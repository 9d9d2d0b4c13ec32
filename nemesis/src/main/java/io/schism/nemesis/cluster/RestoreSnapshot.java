package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Recovery;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.SnapshotControl;
import io.schism.nemesis.target.SnapshotControl.Saved;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's mistake: a snapshot that was taken some time ago is restored onto the whole cluster, although nothing was lost. What was
 * acknowledged in between is gone, and clients that read it before have seen a history that never was. A lesson: the run must be convicted.
 * Parameter {@code age}: how old the snapshot is, 3 s unless told.
 *
 * <h2>Phases</h2>
 * A snapshot is saved; clients go on; all nodes are killed, put back, started; waits until they serve. Nothing can bring back what is gone.
 *
 * <h2>Failure modes</h2>
 * Without a majority, or without a write since the snapshot, nothing is done. One node that cannot be put back leaves a cluster of two
 * histories, and the run says so.
 */
record RestoreSnapshot(Duration age, Targets targets, SnapshotControl snapshots) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(10);

    static FaultFamily family() {
        return new FaultFamily(
                "restore",
                List.of(new FaultVariant(
                                "snapshot",
                                "restores an old snapshot onto all nodes: a lesson that must end invalid, only on demand",
                                Profile.CALM,
                                Nature.LESSON,
                                Optional.empty(),
                                List.of(),
                                targets -> Targets.refusal(
                                        targets.snapshots(), "a way to restore snapshots", SnapshotControl::refusal),
                                (planned, targets, random) -> new RestoreSnapshot(
                                        planned.duration("age", Duration.ofSeconds(3)),
                                        targets,
                                        targets.snapshots().orElseThrow()))
                        .withParameters(List.of("age"))));
    }

    @Override
    public String name() {
        return "restore a snapshot " + age.toMillis() + " ms old";
    }

    @Override
    public Impact impact() {
        return Impact.down(targets.nodes());
    }

    @Override
    public Healing inject() {
        try (Saved saved = saved()) {
            clientsGoOn();
            long last = last(saved);
            PerNode<Hold> dead = PerNode.of(targets.nodes(), targets.processes()::kill);
            try {
                PerNode.of(targets.nodes(), node -> putBack(saved, node));
            } finally {
                Uninterrupted.run(dead::close);
            }
            List<Node> silent = targets.nodes().stream()
                    .filter(node -> !Recovery.await(targets.cluster(), node, SERVES_AGAIN))
                    .toList();
            if (!silent.isEmpty()) {
                throw new FaultException(
                        silent + " do not serve after they were put back; see their logs in the run directory");
            }
            Proof proof = proof(saved.position(), last, snapshots.position());
            return Healing.of(() -> proof, () -> {});
        }
    }

    private Saved saved() {
        try {
            return snapshots.save();
        } catch (FaultException e) {
            throw new NotNowException(e);
        }
    }

    private long last(Saved saved) {
        long last;
        try {
            last = snapshots.position();
        } catch (FaultException e) {
            throw new NotNowException(e);
        }
        if (last <= saved.position()) {
            throw new NotNowException("nothing was written within " + age.toMillis() + " ms, so nothing could be lost");
        }
        return last;
    }

    private AutoCloseable putBack(Saved saved, Node node) {
        snapshots.putBack(saved, node);
        return () -> {}; // there is no way to undo it
    }

    private void clientsGoOn() {
        try {
            Thread.sleep(age.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted before the snapshot was restored; nothing was done", e);
        }
    }

    private static Proof proof(long saved, long last, long now) {
        return new Proof(
                now < last,
                String.format(
                        Locale.ROOT,
                        "all nodes were put back from revision %,d to a snapshot of revision %,d and are at %,d",
                        last,
                        saved,
                        now),
                Map.of("snapshot", saved, "before", last, "after", now));
    }
}
