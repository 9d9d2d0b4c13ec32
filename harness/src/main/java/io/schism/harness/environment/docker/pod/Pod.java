package io.schism.harness.environment.docker.pod;

import io.schism.nemesis.target.Node;

/**
 * One node's place: the side container that owns address, port and rules, the shell in it, and the node's own container.
 *
 * @param node the node
 * @param address its address on the run's network
 * @param clientPort port on 127.0.0.1 of the host under which its client port is published
 * @param side identity of the side container
 * @param shell the shell in the side container
 * @param container identity of the node's container
 */
public record Pod(Node node, String address, int clientPort, String side, PodShell shell, String container) {
    /** The same place with another container, or with none for {@code ""}. */
    public Pod in(String other) {
        return new Pod(node, address, clientPort, side, shell, other);
    }
}
