package io.schism.nemesis.cluster;

import io.schism.nemesis.Proof;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The roll of members, called before and after a change of it. */
final class Roll {
    private Roll() {}

    /** That the members are others than before. */
    static Proof proof(List<Node> before, List<Node> now, Predicate<List<Node>> changed) {
        return new Proof(
                changed.test(now),
                "members were " + before + " and are " + now,
                Map.of("before", names(before), "now", names(now)));
    }

    private static List<String> names(List<Node> members) {
        return members.stream().map(Node::name).toList();
    }
}
