package io.schism.nemesis.run;

import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Set;

/** Whether a cluster can still decide anything. */
final class Quorum {
    private Quorum() {}

    /** Whether some node is up that, with those it can talk to in both directions, makes a majority. */
    static boolean left(List<Node> nodes, Set<Node> down, Set<Link> cut) {
        int majority = nodes.size() / 2 + 1;
        return nodes.stream()
                .filter(node -> !down.contains(node))
                .anyMatch(node -> reach(node, nodes, down, cut) >= majority);
    }

    private static long reach(Node node, List<Node> nodes, Set<Node> down, Set<Link> cut) {
        return nodes.stream()
                .filter(other -> other.equals(node) || talks(node, other, down, cut))
                .count();
    }

    private static boolean talks(Node node, Node other, Set<Node> down, Set<Link> cut) {
        Link link = new Link(node, other);
        return !down.contains(other) && !cut.contains(link) && !cut.contains(link.reversed());
    }
}
