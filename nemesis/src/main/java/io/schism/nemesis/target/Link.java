package io.schism.nemesis.target;

import java.util.Objects;

/**
 * One direction of the network between two nodes, or between the clients ({@link Node#CLIENTS}) and a node.
 *
 * @param from who sends
 * @param to who receives
 */
public record Link(Node from, Node to) {
    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.equals(to)) {
            throw new IllegalArgumentException("a link needs two ends, both are " + from);
        }
    }

    /** The other direction. */
    public Link reversed() {
        return new Link(to, from);
    }

    @Override
    public String toString() {
        return from + "→" + to;
    }
}
