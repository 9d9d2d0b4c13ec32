package io.schism.nemesis.disk;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Recovery;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.Damage.Done;
import io.schism.nemesis.target.Damage.Harm;
import io.schism.nemesis.target.Damage.Part;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Turns bits over in, or cuts the end off, the log or the snapshot of one node while it is down, and starts it on that.
 *
 * <h2>Phases</h2>
 * A snapshot is taken if one is to be damaged; kill and damage; started on that and looked at: the node repairs itself, refuses to run, or
 * serves what it has, and the proof says which; then it is replaced by an empty member, because no other way is sure to undo the damage, and
 * must serve again.
 *
 * <h2>Failure modes</h2>
 * Never on more than a minority at a time, wiped nodes included: beyond that no system promises anything. A node that has no such file
 * yet is started again and the injection fails. A system that does not check what it reads may rightly be convicted while the fault lasts,
 * and one whose log lost its end has forgotten what it promised to the others.
 */
record DamagedFiles(Node node, Damage damage, long seed, Targets targets) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(20);

    /** Less than a measurement may take. */
    private static final Duration STARTS_AT_ONCE = Duration.ofSeconds(3);

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
                                Victims.draw(planned.aim(Aim.ONE), targets, random)
                                        .get(0),
                                amount(damage, planned),
                                random.nextLong(),
                                targets))
                .withParameters(damage.harm() == Harm.FLIP ? List.of("bits") : List.of());
    }

    private static Damage amount(Damage damage, PlannedFault planned) {
        return new Damage(damage.part(), damage.harm(), (int) planned.number("bits", damage.bits()));
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
        if (damage.part() == Part.SNAPSHOT) {
            askForASnapshot();
        }
        Hold dead = targets.processes().kill(node);
        Done done;
        try {
            done = targets.disks().orElseThrow().damage(node, damage, seed);
        } catch (FaultException e) {
            Uninterrupted.run(dead::close);
            throw e;
        }
        return new Damaged(dead, done);
    }

    /** So that there is one worth damaging: a young cluster has folded nothing into a snapshot yet. */
    private void askForASnapshot() {
        try {
            targets.admin().ifPresent(admin -> admin.perform(Action.SNAPSHOT, node));
        } catch (FaultException unable) {
            return; // it may be down or cut off, and what it has is damaged then
        }
    }

    /** What the node makes of it, once its start has ended. */
    private String standing() {
        if (targets.processes().state(node) == State.DEAD) {
            return "does not run on that";
        }
        return targets.cluster().healthy(node).orElse(true) ? "serves on that" : "runs and does not serve on that";
    }

    /** From here on the node may forget what it knew, so it is started only now that the fault is on record. */
    private final class Damaged implements Healing {
        private final Hold dead;
        private final Done done;
        private @Nullable FutureTask<Boolean> start;
        private boolean removed;
        private boolean readmitted;

        Damaged(Hold dead, Done done) {
            this.dead = dead;
            this.done = done;
        }

        @Override
        public synchronized Proof prove() {
            String standing = startEnded() ? standing() : "is still starting on that";
            Map<String, Object> measures = new LinkedHashMap<>();
            measures.put("node", node.name());
            measures.put("damage", done.sentence());
            measures.put("bytes", done.changed());
            measures.put("standing", standing);
            return new Proof(done.changed() > 0, done.sentence() + "; " + node + " " + standing, measures);
        }

        /** Not cut short by the limit of one measurement: a node that was kept from starting would seem to refuse the files. */
        private boolean startEnded() {
            FutureTask<Boolean> starting = start;
            if (starting == null) {
                starting = new FutureTask<>(dead::close, true);
                start = starting;
                Thread thread = new Thread(starting, Thread.currentThread().getName() + ", starting " + node);
                thread.setDaemon(true);
                thread.start();
            }
            try {
                return starting.get(STARTS_AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException refused) {
                return true; // a node that does not start on damaged files is what this fault is for; the proof tells
                // of it
            } catch (TimeoutException slow) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Each step is done once, and the rest again when one failed. */
        @Override
        public synchronized void close() {
            MembershipControl membership = targets.membership().orElseThrow();
            targets.processes().whileDead(node, down -> {
                if (!removed) {
                    membership.remove(down);
                    removed = true;
                }
                if (!readmitted) {
                    membership.readmit(down);
                    readmitted = true;
                }
            });
            dead.close();
            if (!Recovery.await(targets.cluster(), node, SERVES_AGAIN)) {
                throw new FaultException(node + " does not serve " + SERVES_AGAIN.toSeconds()
                        + " s after it was replaced; see its log in the run directory");
            }
        }
    }
}
