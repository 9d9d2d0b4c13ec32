package io.schism.nemesis.network;

import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The shapes of a partition. Each is a pure function from the nodes, in an order that {@link #order()} says how to draw, to the directed
 * links that are cut; the node the shape is about stands first.
 */
enum Shape {
    HALVES("the first half of the names from the rest", Profile.NIGHTLY, Order.BY_NAME, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return split(nodes, nodes.size() / 2);
        }
    },
    RANDOM_HALVES("a drawn half from the rest", Profile.NIGHTLY, Order.DRAWN, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return split(nodes, nodes.size() / 2);
        }
    },
    ONE("one drawn node from the rest", Profile.CALM, Order.DRAWN, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return split(nodes, 1);
        }
    },
    LEADER("the leader, alone, from the rest", Profile.NIGHTLY, Order.LEADER_FIRST, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return split(nodes, 1);
        }
    },
    MAJORITYS_LEADER("the majority's leader, with a minority, from the rest", Profile.NIGHTLY, Order.LEADER_FIRST, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return split(nodes, Math.max(1, nodes.size() - majority(nodes)));
        }
    },
    MINORITY_THIRD("fewer than a third, one at least, from the rest", Profile.CALM, Order.DRAWN, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return split(nodes, Math.max(1, (nodes.size() - 1) / 3));
        }
    },
    BRIDGE("two halves that only one follower joins", Profile.NIGHTLY, Order.FOLLOWER_FIRST, 3) {
        @Override
        Cut cut(List<Node> nodes) {
            int half = 1 + (nodes.size() - 1) / 2;
            Cut halves = Cut.between(nodes.subList(1, half), nodes.subList(half, nodes.size()));
            return new Cut(halves.words() + ", " + nodes.get(0) + " sees both", halves.targets(), halves.links());
        }
    },
    MAJORITIES_RING("every node hears a majority, no two the same", Profile.NIGHTLY, Order.DRAWN, 3) {
        @Override
        Cut cut(List<Node> nodes) {
            int size = nodes.size();
            // As many to either side as make a majority with the node itself. Of three nodes that would be all of them,
            // so there each
            // hears only the one behind it: over TCP nobody has a quorum then.
            int behind = majority(nodes) / 2;
            int ahead = size == 3 ? 0 : behind;
            Set<Link> links = new LinkedHashSet<>();
            for (int hearer = 0; hearer < size; hearer++) {
                for (int step = ahead + 1; step < size - behind; step++) {
                    links.add(new Link(nodes.get((hearer + step) % size), nodes.get(hearer)));
                }
            }
            return new Cut(
                    "ring of majorities "
                            + String.join("-", nodes.stream().map(Node::name).toList()),
                    nodes,
                    links);
        }
    },
    STAR("one follower sees all, the others only it", Profile.STORM, Order.FOLLOWER_FIRST, 3) {
        @Override
        Cut cut(List<Node> nodes) {
            List<Node> tips = nodes.subList(1, nodes.size());
            Set<Link> links = new LinkedHashSet<>();
            tips.forEach(tip -> links.addAll(Cut.oneWay(List.of(tip), Cut.without(tips, List.of(tip)))));
            return new Cut("star around " + nodes.get(0), tips, links);
        }
    },
    ONE_LINK("the leader from one follower", Profile.CALM, Order.LEADER_FIRST, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            return Cut.between(nodes.subList(1, 2), nodes.subList(0, 1));
        }
    },
    ONE_WAY_OUT("what a drawn half says does not reach the rest", Profile.NIGHTLY, Order.DRAWN, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            List<Node> half = nodes.subList(0, nodes.size() / 2);
            return Cut.oneWay(half, Cut.without(nodes, half), half);
        }
    },
    ONE_WAY_IN("what the rest says does not reach a drawn half", Profile.NIGHTLY, Order.DRAWN, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            List<Node> half = nodes.subList(0, nodes.size() / 2);
            return Cut.oneWay(Cut.without(nodes, half), half, half);
        }
    },
    DEAF_LEADER("the leader sends and cannot hear", Profile.NIGHTLY, Order.LEADER_FIRST, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            List<Node> leader = nodes.subList(0, 1);
            return Cut.oneWay(nodes.subList(1, nodes.size()), leader, leader);
        }
    },
    MUTE_LEADER("the leader hears and cannot send", Profile.NIGHTLY, Order.LEADER_FIRST, 2) {
        @Override
        Cut cut(List<Node> nodes) {
            List<Node> leader = nodes.subList(0, 1);
            return Cut.oneWay(leader, nodes.subList(1, nodes.size()), leader);
        }
    },
    CLIENT_NODE("the clients from one drawn node", Profile.CALM, Order.DRAWN, 1) {
        @Override
        Cut cut(List<Node> nodes) {
            return Cut.between(nodes.subList(0, 1), List.of(Node.CLIENTS));
        }
    },
    LEADER_CLIENTS("the clients from the leader", Profile.NIGHTLY, Order.LEADER_FIRST, 1) {
        @Override
        Cut cut(List<Node> nodes) {
            return Cut.between(nodes.subList(0, 1), List.of(Node.CLIENTS));
        }
    };

    /** How the nodes are ordered before the shape is laid on them. */
    enum Order {
        BY_NAME,
        DRAWN,
        LEADER_FIRST,
        /** Followers of a Raft leader do not speak to each other: cut between them alone and nothing happens, nothing can be proved. */
        FOLLOWER_FIRST
    }

    private final String summary;
    private final Profile profile;
    private final Order order;
    private final int fewestNodes;

    Shape(String summary, Profile profile, Order order, int fewestNodes) {
        this.summary = summary;
        this.profile = profile;
        this.order = order;
        this.fewestNodes = fewestNodes;
    }

    /** The links this shape cuts; {@code nodes} has at least {@link #fewestNodes()}, in the {@link #order()} asked for. */
    abstract Cut cut(List<Node> nodes);

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String summary() {
        return summary;
    }

    Profile profile() {
        return profile;
    }

    Order order() {
        return order;
    }

    int fewestNodes() {
        return fewestNodes;
    }

    private static int majority(List<Node> nodes) {
        return nodes.size() / 2 + 1;
    }

    private static Cut split(List<Node> nodes, int first) {
        return Cut.between(nodes.subList(0, first), nodes.subList(first, nodes.size()));
    }
}
