package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.UpgradeControl;
import java.util.List;
import java.util.Optional;

/**
 * Lets a minority run the new version beside the old one, and puts the old one back.
 *
 * <h2>Phases</h2>
 * Each node hit is restarted on the new version; held; each is restarted on the old one.
 *
 * <h2>Failure modes</h2>
 * A node that does not start on the new version goes back to the old one and the injection fails.
 */
record MixedVersions(List<Node> nodes, Targets targets, UpgradeControl upgrades) implements Fault {
    static FaultVariant variant() {
        return new FaultVariant(
                "mix",
                "lets a minority run the new version for a while",
                Profile.NIGHTLY,
                Nature.LASTING,
                Optional.empty(),
                List.of(),
                targets -> Victims.tooFew("upgrade:mix", 3, targets)
                        .or(() -> Targets.refusal(targets.upgrades(), "another version", UpgradeControl::refusal)),
                (planned, targets, random) -> new MixedVersions(
                        Victims.draw(Aim.MINORITY, targets, random),
                        targets,
                        targets.upgrades().orElseThrow()));
    }

    @Override
    public String name() {
        return Victims.names(nodes) + " on " + upgrades.newVersion();
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        Versions versions = new Versions(targets, upgrades);
        PerNode<Versions.Installed> installed = PerNode.of(nodes, versions::installNew);
        return Healing.of(() -> versions.proof(nodes), installed::close);
    }
}
