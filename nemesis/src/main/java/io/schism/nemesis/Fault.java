package io.schism.nemesis;

import java.util.Map;

/**
 * Something bad that can be done to a cluster and undone. Injecting returns the healing, so the two cannot drift apart. A fault is
 * injected once; instances are used by one thread.
 */
public interface Fault {
    /** What it does and to whom, for people: {@code pause n3}, {@code partition n1,n2 | n3,n4,n5}. */
    String name();

    /** Whom it hits and what that takes from the cluster, known before it is injected. */
    Impact impact();

    /**
     * Looks at what it is about to change, for the record; changes nothing.
     *
     * @return what was seen, by name, values as JSON has them
     */
    default Map<String, Object> before() {
        return Map.of();
    }

    /**
     * Does it.
     *
     * @return how to undo it
     * @throws FaultException when it could not be done; nothing is left half-done then
     */
    Healing inject();
}
