package io.schism.nemesis.target;

import java.util.Objects;

/**
 * One member of the cluster, by name; the name is also what the node's directory, container and log lines carry.
 *
 * @param name {@code n1}, {@code n2}, …
 */
public record Node(String name) implements Comparable<Node> {
    /** Stands for all clients in a {@link Link}; never a member of the cluster. */
    public static final Node CLIENTS = new Node("clients");

    public Node {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
            throw new IllegalArgumentException(
                    "node name (" + name + ") must be lower-case letters, digits and dashes, a letter first");
        }
    }

    @Override
    public int compareTo(Node other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
