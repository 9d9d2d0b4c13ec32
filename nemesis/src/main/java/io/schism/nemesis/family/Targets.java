package io.schism.nemesis.family;

import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.util.List;
import java.util.Optional;

/**
 * The ports that an environment and a system lend to the faults of one run, and the book in which overlapping faults keep their
 * demands. Made once a run. Safe for several threads as its ports are.
 */
public final class Targets {
    private final ClusterView cluster;
    private final NetworkControl network;
    private final ProcessHolds processes;
    private final Optional<FreezeControl> freezer;

    private Targets(Builder builder) {
        cluster = builder.cluster;
        network = builder.network;
        freezer = builder.freezer;
        processes = new ProcessHolds(builder.processes, freezer);
    }

    /** Begins with the ports that every environment has. */
    public static Builder builder(ClusterView cluster, ProcessControl processes, NetworkControl network) {
        return new Builder(cluster, processes, network);
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

    /** The kernel's freezer. */
    public Optional<FreezeControl> freezer() {
        return freezer;
    }

    /** Collects the ports. Not safe for several threads. */
    public static final class Builder {
        private final ClusterView cluster;
        private final ProcessControl processes;
        private final NetworkControl network;
        private Optional<FreezeControl> freezer = Optional.empty();

        private Builder(ClusterView cluster, ProcessControl processes, NetworkControl network) {
            this.cluster = cluster;
            this.processes = processes;
            this.network = network;
        }

        public Builder freezer(FreezeControl control) {
            freezer = Optional.of(control);
            return this;
        }

        public Targets build() {
            return new Targets(this);
        }
    }
}
