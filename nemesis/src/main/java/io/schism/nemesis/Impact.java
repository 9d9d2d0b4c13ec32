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
 * @param doubtful those of them whose data is lost or damaged until they are healed; never more than a minority at a time, because no
 *     system promises anything beyond that
 */
public record Impact(List<Node> targets, Set<Node> down, Set<Link> cut, Set<Node> doubtful) {
    public Impact {
        targets = targets.stream().sorted().toList();
        down = Set.copyOf(down);
        cut = Set.copyOf(cut);
        doubtful = Set.copyOf(doubtful);
    }

    /** The nodes do nothing meanwhile. */
    public static Impact down(List<Node> nodes) {
        return new Impact(nodes, Set.copyOf(nodes), Set.of(), Set.of());
    }

    /** The nodes are hit and go on working. */
    public static Impact on(List<Node> nodes) {
        return new Impact(nodes, Set.of(), Set.of(), Set.of());
    }

    /** Nothing passes on these links meanwhile. */
    public static Impact cut(List<Node> targets, Set<Link> links) {
        return new Impact(targets, Set.of(), links, Set.of());
    }

    /** The nodes do nothing meanwhile and their data is not what they were given. */
    public static Impact doubtful(List<Node> nodes) {
        return new Impact(nodes, Set.copyOf(nodes), Set.of(), Set.copyOf(nodes));
    }
}
