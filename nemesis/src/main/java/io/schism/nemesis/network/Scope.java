package io.schism.nemesis.network;

import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which links of the nodes hit a packet fault is on: parameter {@code links}, {@code peers} unless told. */
enum Scope {
    /** To and from the other members. */
    PEERS,
    /** From the other members only: the node hears late and is heard in time. */
    PEERS_IN,
    /** To the other members only: the node is heard late and hears in time. */
    PEERS_OUT,
    /** To and from the clients. */
    CLIENTS,
    /** Both. */
    ALL;

    /** The parameter that names one; {@code peers} when a plan does not say. */
    static final String PARAMETER = "links";

    static Scope of(PlannedFault planned) {
        String word = planned.parameters().getOrDefault(PARAMETER, "peers");
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("links (" + word + ") is not known; take one of "
                        + Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "))));
    }

    /** The links of these nodes. */
    Set<Link> links(List<Node> hit, List<Node> all) {
        Set<Link> links = new LinkedHashSet<>();
        for (Node node : hit) {
            List<Node> others = Cut.without(all, List.of(node));
            if (this == PEERS || this == PEERS_OUT || this == ALL) {
                links.addAll(Cut.oneWay(List.of(node), others));
            }
            if (this == PEERS || this == PEERS_IN || this == ALL) {
                links.addAll(Cut.oneWay(others, List.of(node)));
            }
            if (this == CLIENTS || this == ALL) {
                Link link = new Link(Node.CLIENTS, node);
                links.add(link);
                links.add(link.reversed());
            }
        }
        return links;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
