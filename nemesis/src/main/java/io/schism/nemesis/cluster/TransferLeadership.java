package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the leader to hand over to another node.
 *
 * <h2>Phases</h2>
 * Asked; in force as soon as the other leads, within three seconds. Nothing to heal: leadership belongs to whoever has it.
 *
 * <h2>Failure modes</h2>
 * A leader that does not hand over, or an election in between: somebody else leads and the injection fails.
 */
record TransferLeadership(Node to, AdminControl admin, ClusterView cluster) implements Fault {
    private static final Duration LEADS_WITHIN = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 20;

    static FaultFamily family() {
        return new FaultFamily(
                "leadership",
                List.of(new FaultVariant(
                        "transfer",
                        "asks the leader to hand over to another node",
                        Profile.CALM,
                        Nature.MOMENTARY,
                        Optional.empty(),
                        List.of(),
                        targets -> Victims.tooFew("leadership:transfer", 2, targets)
                                .or(() -> Targets.refusal(
                                        targets.admin(), "administration", AdminControl::transferRefusal)),
                        (planned, targets, random) -> new TransferLeadership(
                                Victims.draw(Aim.FOLLOWER, targets, random).get(0),
                                targets.admin().orElseThrow(),
                                targets.cluster()))));
    }

    @Override
    public String name() {
        return "leadership to " + to;
    }

    @Override
    public Impact impact() {
        return Impact.on(List.of(to));
    }

    @Override
    public Healing inject() {
        String before = cluster.leader().map(Node::name).orElse("nobody");
        try {
            admin.transferLeadership(to);
        } catch (FaultException e) {
            throw new NotNowException(e);
        }
        String leader = awaitedLeader();
        if (before.equals(to.name())) {
            throw new NotNowException(to + " was to lead and did already");
        }
        if (!leader.equals(to.name())) {
            throw new NotNowException(to + " was to lead and " + leader + " does");
        }
        // Seen once is enough: under other faults the next election may come before the next look.
        return Healing.of(
                () -> new Proof(
                        true, before + " led and " + leader + " leads", Map.of("before", before, "leader", leader)),
                () -> {});
    }

    private String awaitedLeader() {
        long deadline = System.nanoTime() + LEADS_WITHIN.toNanos();
        while (true) {
            String leader = cluster.leader().map(Node::name).orElse("nobody");
            if (leader.equals(to.name()) || System.nanoTime() > deadline) {
                return leader;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return leader;
            }
        }
    }
}
