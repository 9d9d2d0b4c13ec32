package io.schism.nemesis.process;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A machine that is lost with its disk and replaced: killed, out of the membership, data thrown away, in again as an empty member.
 *
 * <h2>Phases</h2>
 * Kill, remove, wipe, readmit; held dead; started; waits until it serves, because wiping a second node before this one has caught up
 * could lose what only the two of them had.
 *
 * <h2>Failure modes</h2>
 * Without a quorum the cluster agrees to no change of members: the injection fails and the node is started on its old data. One that
 * does not serve again within twenty seconds is not healed.
 */
record WipeNode(Node node, Targets targets, MembershipControl membership) implements Fault {
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(20);

    static FaultFamily family() {
        return new FaultFamily("wipe", List.of(variant(Aim.ONE), variant(Aim.FOLLOWER), variant(Aim.LEADER)));
    }

    private static FaultVariant variant(Aim aim) {
        return new FaultVariant(
                aim.word(),
                "wipes and replaces " + Victims.inWords(aim),
                Profile.NIGHTLY,
                Nature.LASTING,
                Optional.of(aim),
                List.of(),
                targets -> Victims.tooFew("wipe", 3, targets)
                        .or(() -> Targets.refusal(
                                targets.membership(), "control of the membership", MembershipControl::refusal)),
                (planned, targets, random) -> new WipeNode(
                        Victims.draw(aim, targets, random).get(0),
                        targets,
                        targets.membership().orElseThrow()));
    }

    @Override
    public String name() {
        return "wipe " + node;
    }

    @Override
    public Impact impact() {
        return Impact.doubtful(List.of(node));
    }

    @Override
    public Healing inject() {
        Hold dead = targets.processes().kill(node);
        try {
            membership.remove(node);
        } catch (FaultException e) {
            Uninterrupted.run(dead::close);
            throw new NotNowException(e);
        }
        Replacement replacement = new Replacement(dead);
        replacement.tryToReadmit();
        return replacement;
    }

    /** From here on there is no way back to the old data: readmission is tried until it works. */
    private final class Replacement implements Healing {
        private final Hold dead;
        private long wiped;
        private boolean readmitted;
        private String standing = "it is an empty member again";

        Replacement(Hold dead) {
            this.dead = dead;
        }

        void tryToReadmit() {
            try {
                wiped = membership.discard(node);
                membership.readmit(node);
                readmitted = true;
            } catch (FaultException e) {
                standing = "it could not be readmitted yet: " + e.getMessage();
            }
        }

        @Override
        public Proof prove() {
            return new Proof(
                    wiped > 0,
                    String.format(Locale.ROOT, "%,d bytes of %s thrown away; %s", wiped, node, standing),
                    Map.of("bytes", wiped));
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
                        + " s after it was wiped and started; see its log in the run directory");
            }
        }
    }
}
