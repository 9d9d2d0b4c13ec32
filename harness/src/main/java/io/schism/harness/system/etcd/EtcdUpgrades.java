package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.StatusResponse;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.system.Members;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import io.schism.nemesis.target.UpgradeControl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another release of etcd for nodes that are restarted. While a single member runs the old minor version the cluster keeps to it, and the
 * others may go back; with the last one there is no way back.
 */
final class EtcdUpgrades implements UpgradeControl {
    /** Lets Schism choose. */
    static final String NEWEST = "newest";

    private final Members members;
    private final EtcdRoster roster;
    private final EtcdRelease old;
    private final @Nullable EtcdRelease target;
    private final String missing;
    private volatile boolean committed;

    private EtcdUpgrades(
            Members members, EtcdRoster roster, EtcdRelease old, @Nullable EtcdRelease target, String missing) {
        this.members = members;
        this.roster = roster;
        this.old = old;
        this.target = target;
        this.missing = missing;
    }

    /**
     * Looks for the other release.
     *
     * @param asked a version, a path, or {@link #NEWEST}
     */
    static EtcdUpgrades of(Members members, EtcdRoster roster, EtcdRelease old, String asked, EtcdReleases releases) {
        try {
            Optional<String> program =
                    asked.equals(NEWEST) ? releases.upgradeOf(old.version()) : Optional.of(releases.program(asked));
            return new EtcdUpgrades(
                    members,
                    roster,
                    old,
                    program.map(EtcdRelease::of).orElse(null),
                    "there is no etcd that " + old.version().text() + " could be upgraded to in " + releases.folder()
                            + "; unpack one as VERSION/etcd there (Debian: .ci/fetch-etcd trixie) or give --set upgrade-to=PATH");
        } catch (EnvironmentException e) {
            return new EtcdUpgrades(members, roster, old, null, "--set upgrade-to=" + asked + ": " + e.getMessage());
        }
    }

    @Override
    public Optional<String> refusal() {
        if (target == null) {
            return Optional.of(missing);
        }
        if (target.version().compareTo(old.version()) <= 0) {
            return Optional.of("--set upgrade-to names etcd " + newVersion() + ", which is not newer than "
                    + oldVersion() + "; swap it with --etcd-binary");
        }
        if (target.version().minor() > old.version().minor() + 1) {
            return Optional.of("etcd is upgraded one minor version at a time, and " + newVersion() + " is further from "
                    + oldVersion() + "; begin with a newer --etcd-binary");
        }
        return members.environment()
                .provisioning()
                .map(provisioning -> provisioning.programRefusal(target.program()))
                .orElse(Optional.of(
                        "this environment cannot start a node with another program; take --env local or docker"));
    }

    @Override
    public String oldVersion() {
        return old.version().text();
    }

    @Override
    public String newVersion() {
        return target().version().text();
    }

    @Override
    public Optional<String> version(Node node) {
        return members.answer(node, EtcdMembers::status).map(StatusResponse::getVersion);
    }

    @Override
    public void install(Node node, String version) {
        if (members.environment().processes().state(node) != State.DEAD) {
            throw new FaultException(node + " runs and must be dead for another version; kill it first");
        }
        roster.install(node, version.equals(newVersion()) ? target() : old);
    }

    @Override
    public void commit() {
        committed = true;
        roster.standard(target());
    }

    @Override
    public boolean committed() {
        return committed;
    }

    private EtcdRelease target() {
        if (target == null) {
            throw new FaultException(missing);
        }
        return target;
    }
}
