package io.schism.nemesis.cluster;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.target.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The roll of members, called before and after a change of it. */
final class Roll {
    private Roll() {}

    /**
     * That the members are others than before, as seen by each node itself. One that shows the change is enough: a majority had agreed to
     * it, and nothing but the healing takes it back. So it can be measured while other faults leave no majority to ask. What a node says
     * that does not count itself in says nothing, because it is empty and has not joined.
     *
     * @param seen the members as each node that answers sees them
     * @throws FaultException when no member answers
     */
    static Proof proof(List<Node> before, Map<Node, List<Node>> seen, Predicate<List<Node>> changed) {
        Map<Node, List<Node>> views = new LinkedHashMap<>(seen);
        views.entrySet().removeIf(view -> !view.getValue().contains(view.getKey()));
        if (views.isEmpty()) {
            throw new FaultException("no member says who the members are");
        }
        Map<Node, List<Node>> showing = new LinkedHashMap<>(views);
        showing.values().removeIf(changed.negate());
        Map<Node, List<Node>> told = showing.isEmpty() ? views : showing;
        List<Node> now = told.values().iterator().next();
        return new Proof(
                !showing.isEmpty(),
                "members were " + before + " and are " + now + " as known to " + told.keySet(),
                Map.of("before", names(before), "now", names(now), "known by", names(told.keySet())));
    }

    private static List<String> names(Collection<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
