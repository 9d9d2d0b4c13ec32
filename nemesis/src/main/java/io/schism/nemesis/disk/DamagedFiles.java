package io.schism.nemesis.disk;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Recovery;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.Damage.Harm;
import io.schism.nemesis.target.Damage.Part;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns bits over in, or cuts the end off, the log or the snapshot of one node while it is down, and starts it on that.
 *
 * <h2>Phases</h2>
 * Kill, damage, start; the node repairs itself, refuses to run, or serves what it has; then it is replaced by an empty member, because no
 * other way is sure to undo the damage, and must serve again.
 *
 * <h2>Failure modes</h2>
 * Never on more than a minority at a time, wiped nodes included: beyond that no system promises anything. A node that has no such file
 * yet is started again and the injection fails.
 */
record DamagedFiles(Node node, Damage damage, long seed, Targets targets) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(20);

    static FaultFamily family() {
        List<FaultVariant> variants = new ArrayList<>();
        for (Part part : Part.values()) {
            for (Harm harm : Harm.values()) {
                variants.add(variant(new Damage(part, harm)));
            }
        }
        return new FaultFamily("damage", variants);
    }

    private static FaultVariant variant(Damage damage) {
        return new FaultVariant(
                damage.word(),
                (damage.harm() == Harm.FLIP ? "turns bits over in" : "cuts the end off") + " the "
                        + (damage.part() == Part.WAL ? "log" : "snapshot") + " of a node that is down",
                Profile.NIGHTLY,
                Nature.LASTING,
                Optional.empty(),
                List.of(Aim.ONE, Aim.FOLLOWER, Aim.LEADER),
                targets -> refusal(damage, targets),
                (planned, targets, random) -> new DamagedFiles(
                        Victims.draw(planned.aim(Aim.ONE), targets, random).get(0),
                        damage,
                        random.nextLong(),
                        targets));
    }

    private static Optional<String> refusal(Damage damage, Targets targets) {
        return Victims.tooFew("damage", 3, targets)
                .or(() -> Targets.refusal(targets.disks(), "control of disks", disks -> disks.refusal(damage)))
                .or(() -> Targets.refusal(
                        targets.membership(),
                        "control of the membership, without which a damaged node cannot be replaced",
                        MembershipControl::refusal));
    }

    @Override
    public String name() {
        return damage.word() + " of " + node;
    }

    @Override
    public Impact impact() {
        return Impact.doubtful(List.of(node));
    }

    @Override
    public Healing inject() {
        Hold dead = targets.processes().kill(node);
        String done;
        try {
            done = targets.disks().orElseThrow().damage(node, damage, seed);
        } catch (FaultException e) {
            dead.close();
            throw e;
        }
        String outcome = started(dead);
        Replacement replacement = new Replacement();
        return Healing.of(
                () -> new Proof(true, done + "; " + outcome, Map.of("node", node.name(), "damage", done)),
                replacement::replace);
    }

    /** A node that does not start on damaged files is what this fault is for. */
    private String started(Hold dead) {
        try {
            dead.close();
            return node + " was started on that";
        } catch (FaultException e) {
            return node + " did not start on that";
        }
    }

    /** Each step is done once, and the rest again when one failed. */
    private final class Replacement {
        private boolean removed;
        private boolean readmitted;

        synchronized void replace() {
            MembershipControl membership = targets.membership().orElseThrow();
            targets.processes().whileDead(node, dead -> {
                if (!removed) {
                    membership.remove(dead);
                    removed = true;
                }
                if (!readmitted) {
                    membership.readmit(dead);
                    readmitted = true;
                }
            });
            if (!Recovery.await(targets.cluster(), node, SERVES_AGAIN)) {
                throw new FaultException(node + " does not serve " + SERVES_AGAIN.toSeconds()
                        + " s after it was replaced; see its log in the run directory");
            }
        }
    }
}
