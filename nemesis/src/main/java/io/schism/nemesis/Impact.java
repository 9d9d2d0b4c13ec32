package io.schism.nemesis;

import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Set;

/**
 * What a fault takes from the cluster while it is in force.
 *
 * @param targets the nodes hit, in order of name, for the record
 * @param down those of them that do nothing meanwhile
 * @param cut the links on which nothing passes meanwhile
 */
public record Impact(List<Node> targets, Set<Node> down, Set<Link> cut) {
    public Impact {
        targets = targets.stream().sorted().toList();
        down = Set.copyOf(down);
        cut = Set.copyOf(cut);
    }

    /** The nodes do nothing meanwhile. */
    public static Impact down(List<Node> nodes) {
        return new Impact(nodes, Set.copyOf(nodes), Set.of());
    }

    /** The nodes are hit and go on working. */
    public static Impact on(List<Node> nodes) {
        return new Impact(nodes, Set.of(), Set.of());
    }
}
