package io.schism.nemesis.schedule;

import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whom a fault hits. A plan names the aim; the nodes are drawn when the fault comes, with the fault's own seed. */
public enum Aim {
    /** One node, any. */
    ONE(Profile.CALM, 1),
    /** One node that is not the leader. */
    FOLLOWER(Profile.CALM, 2),
    /** The leader; any one node while there is none. */
    LEADER(Profile.NIGHTLY, 1),
    /** As many as may be lost without losing the quorum. */
    MINORITY(Profile.NIGHTLY, 3),
    /** Any non-empty set of nodes (the word is Jepsen's). */
    NIL(Profile.STORM, 1),
    /** The fewest that take the quorum with them. */
    MAJORITY(Profile.STORM, 1),
    /** Every node. */
    ALL(Profile.STORM, 1);

    private final Profile profile;
    private final int fewestNodes;

    Aim(Profile profile, int fewestNodes) {
        this.profile = profile;
        this.fewestNodes = fewestNodes;
    }

    /** {@code one}, {@code leader}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The calmest profile that takes it by itself. */
    public Profile profile() {
        return profile;
    }

    /** How many nodes a cluster needs so that this aim means something. */
    public int fewestNodes() {
        return fewestNodes;
    }

    /** Whether it can never spare the quorum, or does so by luck alone. */
    public boolean againstQuorum() {
        return this == NIL || this == MAJORITY || this == ALL;
    }

    /**
     * Draws the nodes.
     *
     * @param nodes all members, not empty, at least {@link #fewestNodes()} of them
     * @param leader asked only by the aims that need it
     * @return not empty, in order of name
     */
    public List<Node> draw(List<Node> nodes, Supplier<Optional<Node>> leader, Random random) {
        if (nodes.size() < fewestNodes) {
            throw new IllegalArgumentException("target (" + word() + ") needs at least " + fewestNodes
                    + " nodes, the cluster has " + nodes.size());
        }
        List<Node> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);
        int majority = nodes.size() / 2 + 1;
        return switch (this) {
            case ONE -> shuffled.subList(0, 1);
            case LEADER -> leader.get().map(List::of).orElse(shuffled.subList(0, 1));
            case FOLLOWER -> {
                leader.get().ifPresent(shuffled::remove);
                yield List.of(shuffled.get(0));
            }
            case MINORITY -> sorted(shuffled, nodes.size() - majority);
            case MAJORITY -> sorted(shuffled, majority);
            case ALL -> sorted(shuffled, nodes.size());
            case NIL -> sorted(shuffled, 1 + random.nextInt(nodes.size()));
        };
    }

    /**
     * Reads what {@link #word()} writes.
     *
     * @throws IllegalArgumentException in one line that lists the known ones
     */
    public static Aim parse(String word) {
        return Arrays.stream(values())
                .filter(aim -> aim.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("target (" + word + ") is not known; take one of "
                        + Arrays.stream(values()).map(Aim::word).collect(Collectors.joining(", "))));
    }

    private static List<Node> sorted(List<Node> shuffled, int count) {
        return shuffled.subList(0, count).stream().sorted().toList();
    }
}
