package io.schism.harness.environment;

import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the nodes of one run live. Created for one run, set up once, closed once; closing removes everything it made, whatever state it
 * is in. The controls are safe for several threads.
 */
public interface Environment extends AutoCloseable {
    /** {@code local} or {@code docker}. */
    String name();

    /** All nodes, in order of name. */
    List<Node> nodes();

    /** Where each node lives, in order of {@link #nodes()}; known from the beginning. */
    List<Site> sites();

    /**
     * Told once, before {@link #start}, what the faults of the run will need.
     *
     * @throws EnvironmentException when it cannot be made
     */
    default void prepare(Set<Preparation> needs) {}

    /**
     * Prepares and starts every node as the launcher says; returns when all processes run, not when they serve.
     *
     * @throws EnvironmentException when it cannot be done; the message says what and how to mend it
     */
    void start(Launcher launcher);

    /** Where clients of the harness reach the client port of a node, also a furnished one: through the proxy or the published port. */
    InetSocketAddress clientAddress(Node node);

    /** Starts, stops and freezes node processes. */
    ProcessControl processes();

    /** Impairs the network. */
    NetworkControl network();

    /** Skews clocks; empty when this environment never can. */
    Optional<ClockControl> clocks();

    /** Freezes nodes; empty when this environment never can. */
    default Optional<FreezeControl> freezer() {
        return Optional.empty();
    }

    /** Takes processor time away; empty when this environment never can. */
    default Optional<CpuControl> cpu() {
        return Optional.empty();
    }

    /** Takes memory away; empty when this environment never can. */
    default Optional<MemoryControl> memory() {
        return Optional.empty();
    }

    /** Does things to disks; empty when this environment never can. */
    default Optional<DiskControl> disks() {
        return Optional.empty();
    }

    /** Makes places for further nodes and does things to the data of dead ones; empty when this environment never can. */
    default Optional<Provisioning> provisioning() {
        return Optional.empty();
    }

    /**
     * Why the nodes are gone for good, in one line, or empty: a container engine that was restarted takes them with it. Nothing can be healed
     * then, and nothing recovers.
     */
    default Optional<String> lost() {
        return Optional.empty();
    }

    /** Has the listener run, on some thread, when {@link #lost} begins to have an answer; there is one listener. */
    default void onLoss(Runnable listener) {}

    /** The last lines of a node's own log, for error messages. */
    String logTail(Node node, int lines);

    /** Stops all nodes, undoes all faults, removes all it made but the logs. Never throws because a node is already gone. */
    @Override
    void close();
}
