package io.schism.nemesis.cluster;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.UpgradeControl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes the version of one node by restarting it, and tells which node runs which; a node that does not answer, because another fault
 * has stopped it, counts as what it said last. Safe for several threads.
 */
final class Versions {
    private final Targets targets;
    private final UpgradeControl upgrades;
    private final Map<Node, String> seen = new ConcurrentHashMap<>();

    Versions(Targets targets, UpgradeControl upgrades) {
        this.targets = targets;
        this.upgrades = upgrades;
    }

    /** A node on the new version; closing puts the old one back. */
    interface Installed extends AutoCloseable {
        @Override
        void close();
    }

    /** Restarts the node on the new version; puts the old one back when it does not start. Once a rolling upgrade has begun it stays. */
    Installed installNew(Node node) {
        if (upgrades.version(node).equals(Optional.of(upgrades.newVersion()))) {
            return () -> {}; // a rolling upgrade got there first, and there is no way back from that
        }
        try {
            restartOn(node, upgrades.newVersion());
        } catch (FaultException e) {
            Uninterrupted.run(() -> restartOn(node, upgrades.oldVersion()));
            throw e;
        }
        return () -> {
            if (!upgrades.committed()) {
                restartOn(node, upgrades.oldVersion());
            }
        };
    }

    void restartOn(Node node, String version) {
        targets.processes().whileDead(node, dead -> upgrades.install(dead, version));
    }

    /** That these nodes say they run the new version. */
    Proof proof(List<Node> nodes) {
        return Readings.ofRunning(nodes, targets.processes(), this::read);
    }

    private Reading read(Node node) {
        upgrades.version(node).ifPresent(version -> seen.put(node, version));
        String version = seen.getOrDefault(node, "of unknown version");
        return new Reading(version.equals(upgrades.newVersion()), node + " is " + version, version);
    }
}
