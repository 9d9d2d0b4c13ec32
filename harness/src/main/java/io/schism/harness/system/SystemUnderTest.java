package io.schism.harness.system;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Launcher;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.SnapshotControl;
import io.schism.nemesis.target.UpgradeControl;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A system that can be tested, with its settings. Safe for several threads. */
public interface SystemUnderTest extends Launcher {
    /** {@code raft} or {@code etcd}. */
    String name();

    /** What is tested exactly, for the record: version, binary, settings in force. */
    Map<String, String> description();

    /**
     * Writes what nodes and clients need into the run's directory, before the first node is started.
     *
     * @throws io.schism.harness.environment.EnvironmentException when it cannot be written
     */
    default void prepare(Path runDirectory) {}

    /** The leader as most nodes see it, asked within the deadline, or empty. */
    Optional<Node> leader(Environment environment, Duration deadline);

    /** Whether this node answers as a healthy member, asked within the deadline. */
    boolean healthy(Environment environment, Node node, Duration deadline);

    /** Changes who belongs to the cluster in this environment; empty when this system never can. */
    default Optional<MembershipControl> membership(Environment environment) {
        return Optional.empty();
    }

    /** Asks of nodes in this environment what an operator may ask; empty when this system never can. */
    default Optional<AdminControl> admin(Environment environment) {
        return Optional.empty();
    }

    /** Saves the state of nodes in this environment and puts them back to it; empty when this system never can. */
    default Optional<SnapshotControl> snapshots(Environment environment) {
        return Optional.empty();
    }

    /** Changes the versions that nodes in this environment run; empty when this system never can. */
    default Optional<UpgradeControl> upgrades(Environment environment) {
        return Optional.empty();
    }

    /**
     * Opens a session with the node at this address. The node need not be there: opening does not fail, calls do.
     *
     * @param callDeadline deadline of every call
     */
    Session session(InetSocketAddress address, Duration callDeadline);

    /** Whether clients of this system have the ability, for example {@link io.schism.workloads.client.Leases}; needs no cluster. */
    default boolean offers(Class<?> ability) {
        try (Session session = session(new InetSocketAddress("127.0.0.1", 1), Duration.ofSeconds(1))) {
            return session.ability(ability).isPresent();
        }
    }

    /**
     * Opens the door for clients.
     *
     * @param callDeadline deadline of every call
     */
    default Stores stores(Environment environment, Duration callDeadline) {
        return new PinnedStores(
                environment.nodes().stream().map(environment::clientAddress).toList(),
                address -> session(address, callDeadline));
    }
}
