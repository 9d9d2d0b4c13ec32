package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Recovery;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes a member out in order, while it runs, and lets it in again, empty, later.
 *
 * <h2>Phases</h2>
 * Removed, then stopped and held dead against every other fault; readmitted, started; waits until it serves.
 *
 * <h2>Failure modes</h2>
 * Without a quorum the cluster agrees to no change: the injection fails, or the healing does and is tried again.
 */
record ShrinkCluster(Node node, Targets targets, MembershipControl membership) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(20);

    static FaultVariant variant() {
        return new FaultVariant(
                "shrink",
                "takes a member out and lets it in again, empty",
                Profile.NIGHTLY,
                Nature.LASTING,
                Optional.empty(),
                List.of(Aim.ONE, Aim.FOLLOWER, Aim.LEADER),
                targets -> Victims.tooFew("membership:shrink", 3, targets)
                        .or(() -> Targets.refusal(
                                targets.membership(), "control of the membership", MembershipControl::refusal)),
                (planned, targets, random) -> new ShrinkCluster(
                        Victims.draw(planned.aim(Aim.ONE), targets, random).get(0),
                        targets,
                        targets.membership().orElseThrow()));
    }

    @Override
    public String name() {
        return "shrink by " + node;
    }

    @Override
    public Impact impact() {
        return Impact.doubtful(List.of(node));
    }

    @Override
    public Healing inject() {
        List<Node> before;
        try {
            before = membership.members();
            membership.remove(node);
        } catch (FaultException e) {
            throw new NotNowException(e);
        }
        Hold dead = targets.processes().terminate(node);
        return new Return(before, dead);
    }

    /** The way back: readmitted once, started once, waited for until it serves. */
    private final class Return implements Healing {
        private final List<Node> before;
        private final Hold dead;
        private boolean readmitted;

        Return(List<Node> before, Hold dead) {
            this.before = before;
            this.dead = dead;
        }

        @Override
        public Proof prove() {
            return Roll.proof(before, membership.views(), now -> !now.contains(node));
        }

        @Override
        public synchronized void close() {
            if (!readmitted) {
                membership.readmit(node);
                readmitted = true;
            }
            dead.close();
            if (!Recovery.await(targets.cluster(), node, SERVES_AGAIN)) {
                throw new FaultException(node + " does not serve " + SERVES_AGAIN.toSeconds()
                        + " s after it was let in again; see its log in the run directory");
            }
        }
    }
}
