package io.schism.nemesis.family;

import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws whom a fault hits, and makes one variant an aim for the families whose variants are whom they hit. */
public final class Victims {
    /** How long the cluster is asked for its leader before any node is taken instead. */
    private static final Duration ELECTION = Duration.ofSeconds(2);

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Victims() {}

    /** The nodes that this aim means now. */
    public static List<Node> draw(Aim aim, Targets targets, Random random) {
        return aim.draw(targets.nodes(), () -> leader(targets.cluster()), random);
    }

    /** The leader now; waits two seconds for an election to end, for faults that follow each other closely; empty when there is none. */
    public static Optional<Node> leader(ClusterView cluster) {
        long deadline = System.nanoTime() + ELECTION.toNanos();
        while (true) {
            Optional<Node> leader = cluster.leader();
            if (leader.isPresent() || System.nanoTime() > deadline) {
                return leader;
            }
            try {
                Thread.sleep(BETWEEN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** One variant an aim, each named after it. */
    public static List<FaultVariant> variants(
            String verb, Nature nature, Function<Targets, Optional<String>> refusal, FaultVariant.Factory factory) {
        return Arrays.stream(Aim.values())
                .map(aim -> new FaultVariant(
                        aim.word(),
                        verb + " " + inWords(aim),
                        aim.profile(),
                        nature == Nature.LASTING && aim.againstQuorum() ? Nature.AGAINST_QUORUM : nature,
                        Optional.of(aim),
                        List.of(),
                        targets ->
                                tooFew(aim.word(), aim.fewestNodes(), targets).or(() -> refusal.apply(targets)),
                        factory))
                .toList();
    }

    /** The aims that a variant with a choice of its own takes by itself in this profile and calmer ones. */
    public static List<Aim> aims(Profile profile) {
        return Arrays.stream(Aim.values())
                .filter(aim -> profile.takes(aim.profile()))
                .toList();
    }

    /** The refusal of what needs more nodes than there are. */
    public static Optional<String> tooFew(String what, int needed, Targets targets) {
        int nodes = targets.nodes().size();
        return nodes >= needed
                ? Optional.empty()
                : Optional.of(what + " needs at least " + needed + " nodes and the cluster has " + nodes
                        + "; take --nodes " + Math.max(needed, 3));
    }

    /** {@code n1,n2}. */
    public static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(","));
    }

    /** {@code "the leader"}. */
    public static String inWords(Aim aim) {
        return switch (aim) {
            case ONE -> "any one node";
            case FOLLOWER -> "one node that does not lead";
            case LEADER -> "the leader";
            case MINORITY -> "the largest minority";
            case NIL -> "any set of nodes, drawn";
            case MAJORITY -> "the smallest majority";
            case ALL -> "all nodes at once";
        };
    }
}
