package io.schism.nemesis.disk;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.DiskControl.Troubled;
import io.schism.nemesis.target.DiskTrouble;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A disk that is full, slow, hung, throttled or read-only under a running node.
 *
 * <h2>Phases</h2>
 * The trouble begins; held; it ends, and a node that died of it is started again.
 *
 * <h2>Failure modes</h2>
 * A node that wrote nothing meanwhile shows no
 * effect, so there is no proof.
 */
record SickDisk(Sickness sickness, DiskTrouble trouble, List<Node> nodes, DiskControl disks, Targets targets)
        implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "disk", Arrays.stream(Sickness.values()).map(SickDisk::variant).toList());
    }

    private static FaultVariant variant(Sickness sickness) {
        DiskTrouble usual =
                sickness.trouble(new PlannedFault(1, Duration.ZERO, Duration.ZERO, "disk", "usual", 0, Map.of()));
        return new FaultVariant(
                        usual.kind(),
                        sickness.summary(),
                        sickness.profile(),
                        Nature.LASTING,
                        Optional.empty(),
                        Victims.aims(Profile.STORM),
                        targets -> Targets.refusal(targets.disks(), "control of disks", disks -> disks.refusal(usual)),
                        (planned, targets, random) -> create(sickness, planned, targets, random))
                .withParameters(sickness.parameters());
    }

    private static SickDisk create(Sickness sickness, PlannedFault planned, Targets targets, Random random) {
        return new SickDisk(
                sickness,
                sickness.trouble(planned),
                Victims.draw(planned.aim(Aim.ONE), targets, random),
                targets.disks().orElseThrow(),
                targets);
    }

    @Override
    public String name() {
        return trouble.kind() + " disk of " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return sickness.impact(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<Troubled> troubled = PerNode.of(nodes, node -> disks.trouble(node, trouble));
        return Healing.of(
                () -> Readings.ofRunning(
                        nodes,
                        targets.processes(),
                        node -> read(node, troubled.on(node).affected())),
                () -> {
                    troubled.close();
                    nodes.forEach(targets.processes()::restore);
                });
    }

    private static Reading read(Node node, long affected) {
        return new Reading(affected > 0, affected + " disk operations of " + node + " failed or held up", affected);
    }
}
