package io.schism.nemesis.target;

import java.util.Optional;

/**
 * Starts, stops and freezes the process of a node. Safe for several threads. Kill and pause know of each other: a paused process that is
 * killed is dead, not paused.
 */
public interface ProcessControl {
    /** What the process of a node is doing. */
    enum State {
        RUNNING,
        PAUSED,
        DEAD
    }

    /** The state, read from the operating system, not remembered. */
    State state(Node node);

    /** The process identifier, or empty when it is dead. A new one after a restart proves a kill. */
    Optional<Long> pid(Node node);

    /** SIGKILL; returns when the process is gone. Does nothing when it is dead. */
    void kill(Node node);

    /** SIGTERM; returns when the process is gone, after SIGKILL if it does not go. Does nothing when it is dead. */
    void terminate(Node node);

    /** Starts the node again on its old data; returns when the process runs, not when it serves. Does nothing when it runs. */
    void start(Node node);

    /** SIGSTOP (or the freezer); returns when the process is stopped. */
    void pause(Node node);

    /** SIGCONT (or thaw). Does nothing when it is not paused. */
    void resume(Node node);
}
