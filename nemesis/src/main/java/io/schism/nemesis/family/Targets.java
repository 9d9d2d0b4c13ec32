package io.schism.nemesis.family;

import io.schism.nemesis.hold.ClockHolds;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.SnapshotControl;
import io.schism.nemesis.target.UpgradeControl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ports that an environment and a system lend to the faults of one run, and the books in which overlapping faults keep their
 * demands. Made once a run. Safe for several threads as its ports are.
 */
public final class Targets {
    private final ClusterView cluster;
    private final NetworkControl network;
    private final ProcessHolds processes;
    private final Optional<ClockHolds> clocks;
    private final Optional<FreezeControl> freezer;
    private final Optional<CpuControl> cpu;
    private final Optional<MemoryControl> memory;
    private final Optional<DiskControl> disks;
    private final Optional<MembershipControl> membership;
    private final Optional<AdminControl> admin;
    private final Optional<UpgradeControl> upgrades;
    private final Optional<SnapshotControl> snapshots;

    private Targets(Builder builder) {
        cluster = builder.cluster;
        network = builder.network;
        processes = new ProcessHolds(builder.processes, builder.freezer);
        clocks = builder.clocks.map(control -> new ClockHolds(control, processes, System::nanoTime));
        freezer = builder.freezer;
        cpu = builder.cpu;
        memory = builder.memory;
        disks = builder.disks;
        membership = builder.membership;
        admin = builder.admin;
        upgrades = builder.upgrades;
        snapshots = builder.snapshots;
    }

    /** Begins with the ports that every environment has. */
    public static Builder builder(ClusterView cluster, ProcessControl processes, NetworkControl network) {
        return new Builder(cluster, processes, network);
    }

    /**
     * Asks an optional port for its refusal.
     *
     * @param what what the port controls, for the message when it is not lent: {@code "control of disks"}
     */
    public static <P> Optional<String> refusal(Optional<P> port, String what, Function<P, Optional<String>> question) {
        return port.map(question)
                .orElseGet(
                        () -> Optional.of(
                                "it needs " + what
                                        + ", which neither this environment nor this system lends; leave it out or take another --env"));
    }

    /** Who is in the cluster and who leads it. */
    public ClusterView cluster() {
        return cluster;
    }

    /** All members, in order of name. */
    public List<Node> nodes() {
        return cluster.nodes();
    }

    /** Impairs the network. */
    public NetworkControl network() {
        return network;
    }

    /** Kills, pauses and freezes, with overlapping faults in mind. */
    public ProcessHolds processes() {
        return processes;
    }

    /** Skews clocks, with overlapping faults in mind. */
    public Optional<ClockHolds> clocks() {
        return clocks;
    }

    /** The kernel's freezer. */
    public Optional<FreezeControl> freezer() {
        return freezer;
    }

    /** Takes processor time away. */
    public Optional<CpuControl> cpu() {
        return cpu;
    }

    /** Takes memory away. */
    public Optional<MemoryControl> memory() {
        return memory;
    }

    /** Does things to disks. */
    public Optional<DiskControl> disks() {
        return disks;
    }

    /** Changes who belongs to the cluster. */
    public Optional<MembershipControl> membership() {
        return membership;
    }

    /** Asks nodes what an operator may ask. */
    public Optional<AdminControl> admin() {
        return admin;
    }

    /** Changes versions. */
    public Optional<UpgradeControl> upgrades() {
        return upgrades;
    }

    /** Saves the state and puts nodes back to it. */
    public Optional<SnapshotControl> snapshots() {
        return snapshots;
    }

    /** Collects the ports. Not safe for several threads. */
    public static final class Builder {
        private final ClusterView cluster;
        private final ProcessControl processes;
        private final NetworkControl network;
        private Optional<ClockControl> clocks = Optional.empty();
        private Optional<FreezeControl> freezer = Optional.empty();
        private Optional<CpuControl> cpu = Optional.empty();
        private Optional<MemoryControl> memory = Optional.empty();
        private Optional<DiskControl> disks = Optional.empty();
        private Optional<MembershipControl> membership = Optional.empty();
        private Optional<AdminControl> admin = Optional.empty();
        private Optional<UpgradeControl> upgrades = Optional.empty();
        private Optional<SnapshotControl> snapshots = Optional.empty();

        private Builder(ClusterView cluster, ProcessControl processes, NetworkControl network) {
            this.cluster = cluster;
            this.processes = processes;
            this.network = network;
        }

        public Builder clocks(ClockControl control) {
            clocks = Optional.of(control);
            return this;
        }

        public Builder freezer(FreezeControl control) {
            freezer = Optional.of(control);
            return this;
        }

        public Builder cpu(CpuControl control) {
            cpu = Optional.of(control);
            return this;
        }

        public Builder memory(MemoryControl control) {
            memory = Optional.of(control);
            return this;
        }

        public Builder disks(DiskControl control) {
            disks = Optional.of(control);
            return this;
        }

        public Builder membership(MembershipControl control) {
            membership = Optional.of(control);
            return this;
        }

        public Builder admin(AdminControl control) {
            admin = Optional.of(control);
            return this;
        }

        public Builder upgrades(UpgradeControl control) {
            upgrades = Optional.of(control);
            return this;
        }

        public Builder snapshots(SnapshotControl control) {
            snapshots = Optional.of(control);
            return this;
        }

        public Targets build() {
            return new Targets(this);
        }
    }
}
