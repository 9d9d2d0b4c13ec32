package io.schism.nemesis.target;

import java.util.Optional;

/**
 * Freezes a node with the kernel's freezer: unlike a stopped process, a frozen one cannot even be told to die. Safe for several threads.
 */
public interface FreezeControl {
    /** Why nodes cannot be frozen here and how to mend that, or empty when they can. Asked before the run begins. */
    Optional<String> refusal();

    /** Freezes it; returns when it is frozen. Does nothing when it is. */
    void freeze(Node node);

    /** Lets it go on. Does nothing when it is not frozen. */
    void thaw(Node node);

    /** Whether it is frozen, read from the kernel, not remembered. */
    boolean frozen(Node node);
}
