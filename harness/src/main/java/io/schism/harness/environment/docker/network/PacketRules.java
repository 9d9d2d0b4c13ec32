package io.schism.harness.environment.docker.network;

import io.schism.harness.environment.docker.network.Places.End;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Packet rules in the network namespace of each pod. Every imposition has a chain of its own, of the same name in all pods it touches, in
 * a table of our own: taking it away deletes that chain and nothing else. A link is cut where its packets arrive, so that one direction can
 * be cut alone. Safe for several threads.
 */
final class PacketRules {
    private static final String TABLE = "schism";
    private static final int PERMYRIAD = 10_000;
    private static final Pattern PACKETS = Pattern.compile("counter packets (\\d+)");

    private final Places places;
    private final PacketFilter filter;
    private final AtomicInteger numbers = new AtomicInteger();

    PacketRules(Places places, PacketFilter filter) {
        this.places = places;
        this.filter = filter;
    }

    /** Whether the packet filter can do it by itself. */
    static boolean does(Impairment impairment) {
        return impairment instanceof Impairment.Drop
                || impairment instanceof Impairment.Reset
                || impairment instanceof Impairment.Loss;
    }

    /**
     * Puts rules for an impairment that {@link #does} on these links.
     *
     * @throws io.schism.nemesis.FaultException when it could not be done; no rule is left then
     */
    Imposed impose(Impairment impairment, Collection<Link> links) {
        String chain = "i" + numbers.incrementAndGet();
        Map<Node, List<End>> ends = places.ends(links);
        return OnPods.impose(
                places,
                ends.keySet(),
                node -> filter.change(
                        node, changes(chain, rules(chain, ends.getOrDefault(node, List.of()), impairment))),
                node -> packets(node, chain),
                node -> filter.change(
                        node,
                        changes(
                                chain,
                                List.of(
                                        "delete chain inet " + TABLE + " " + chain,
                                        "delete chain inet " + TABLE + " " + chain + "o"))));
    }

    private long packets(Node node, String chain) {
        String listing = places.run(
                node,
                "nft list chain inet " + TABLE + " " + chain + "; nft list chain inet " + TABLE + " " + chain + "o");
        return PACKETS.matcher(listing)
                .results()
                .mapToLong(counted -> Long.parseLong(counted.group(1)))
                .sum();
    }

    private static List<String> rules(String chain, List<End> ends, Impairment impairment) {
        return ends.stream()
                .map(end -> rule(chain, end.outgoing(), end.address(), impairment))
                .toList();
    }

    private static String rule(String chain, boolean outgoing, String address, Impairment impairment) {
        String match = (outgoing ? "ip daddr " : "ip saddr ") + address;
        String verdict;
        if (impairment instanceof Impairment.Loss loss) {
            verdict = " numgen random mod " + PERMYRIAD + " < " + Math.round(loss.probability() * PERMYRIAD)
                    + " counter drop";
        } else if (impairment instanceof Impairment.Reset) {
            verdict = " meta l4proto tcp counter reject with tcp reset";
        } else {
            verdict = " counter drop";
        }
        return "add rule inet " + TABLE + " " + chain + (outgoing ? "o" : "") + " " + match + verdict;
    }

    private static List<String> changes(String chain, List<String> rules) {
        List<String> changes = new ArrayList<>(chains(chain));
        changes.addAll(rules);
        return changes;
    }

    /** Makes the table and the two chains of an imposition, where they are not there yet. */
    private static List<String> chains(String chain) {
        return List.of("add table inet " + TABLE, base(chain, "input"), base(chain + "o", "output"));
    }

    private static String base(String chain, String hook) {
        return "add chain inet " + TABLE + " " + chain + " { type filter hook " + hook
                + " priority -300; policy accept; }";
    }
}
