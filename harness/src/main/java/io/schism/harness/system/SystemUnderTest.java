package io.schism.harness.system;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Launcher;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Stores;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A system that can be tested, with its settings. Safe for several threads. */
public interface SystemUnderTest extends Launcher {
    /** {@code raft} or {@code etcd}. */
    String name();

    /** What is tested exactly, for the record: version, binary, settings in force. */
    Map<String, String> description();

    /** The leader as most nodes see it, asked within the deadline, or empty. */
    Optional<Node> leader(Environment environment, Duration deadline);

    /** Whether this node answers as a healthy member, asked within the deadline. */
    boolean healthy(Environment environment, Node node, Duration deadline);

    /**
     * Opens the door for clients.
     *
     * @param callDeadline deadline of every call
     */
    Stores stores(Environment environment, Duration callDeadline);
}
