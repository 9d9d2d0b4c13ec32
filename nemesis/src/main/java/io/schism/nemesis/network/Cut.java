package io.schism.nemesis.network;

import io.schism.nemesis.family.Victims;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Directed links to cut, with the words for it.
 *
 * @param words {@code "n1,n2 | n3,n4,n5"}
 * @param targets who suffers: the smaller side, or all when there is none
 * @param links the directed links on which nothing passes
 */
record Cut(String words, List<Node> targets, Set<Link> links) {
    Cut {
        targets = targets.stream().sorted().toList();
        links = Set.copyOf(links);
    }

    /** Nothing passes between the two sides. */
    static Cut between(List<Node> some, List<Node> others) {
        Set<Link> links = oneWay(some, others);
        links.addAll(oneWay(others, some));
        return new Cut(side(some) + " | " + side(others), smaller(some, others), links);
    }

    /** What the senders say does not reach the receivers; the other direction works. */
    static Cut oneWay(List<Node> senders, List<Node> receivers, List<Node> targets) {
        return new Cut(side(senders) + " ↛ " + side(receivers), targets, oneWay(senders, receivers));
    }

    static Set<Link> oneWay(Collection<Node> senders, Collection<Node> receivers) {
        Set<Link> links = new LinkedHashSet<>();
        senders.forEach(sender -> receivers.forEach(receiver -> links.add(new Link(sender, receiver))));
        return links;
    }

    static String side(List<Node> nodes) {
        return Victims.names(nodes.stream().sorted().toList());
    }

    static List<Node> without(List<Node> nodes, Collection<Node> taken) {
        List<Node> left = new ArrayList<>(nodes);
        left.removeAll(taken);
        return left;
    }

    private static List<Node> smaller(List<Node> some, List<Node> others) {
        if (others.equals(List.of(Node.CLIENTS))) {
            return some;
        }
        return some.size() <= others.size() ? some : others;
    }
}
