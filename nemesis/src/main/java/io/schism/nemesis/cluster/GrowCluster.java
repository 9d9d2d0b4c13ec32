package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Optional;

/**
 * Adds one more member while the cluster is in service.
 *
 * <h2>Phases</h2>
 * A node is set up, started and made a member; held; it is taken out again.
 *
 * <h2>Failure modes</h2>
 * Without a quorum the cluster agrees to no change: the injection fails, or the healing does and is tried again.
 */
record GrowCluster(MembershipControl membership) implements Fault {
    static FaultVariant variant() {
        return new FaultVariant(
                "grow",
                "adds one more member",
                Profile.CALM,
                Nature.LASTING,
                Optional.empty(),
                List.of(),
                targets -> Targets.refusal(
                        targets.membership(), "control of the membership", MembershipControl::growRefusal),
                (planned, targets, random) ->
                        new GrowCluster(targets.membership().orElseThrow()));
    }

    @Override
    public String name() {
        return "grow";
    }

    @Override
    public Impact impact() {
        return Impact.on(List.of());
    }

    @Override
    public Healing inject() {
        List<Node> before;
        Node grown;
        try {
            before = membership.members();
            grown = membership.grow();
        } catch (FaultException e) {
            // What could not be undone either may still take effect, and is more than a fault left out.
            throw e.getSuppressed().length == 0 ? new NotNowException(e) : e;
        }
        return Healing.of(
                () -> Roll.proof(before, membership.views(), now -> now.contains(grown)),
                () -> membership.dismiss(grown));
    }
}
