package io.schism.harness.environment.docker;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packet rules in the network namespace of each pod. Every imposition has a chain of its own, of the same name in all pods it touches, in
 * a table of our own: taking it away deletes that chain and nothing else. A link is cut where its packets arrive, so that one direction can
 * be cut alone. Safe for several threads.
 */
final class PacketRules implements NetworkControl {
    private static final String TABLE = "schism";
    private static final int PERMYRIAD = 10_000;
    private static final long LARGEST_PIECE = 65_536;
    private static final Pattern PACKETS = Pattern.compile("counter packets (\\d+)");

    private final List<Node> nodes;
    private final Function<Node, Pod> pods;
    private final String gateway;
    private final Executor parallel;
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * Rules over the pods of a run.
     *
     * @param gateway the address from which clients on the host come
     * @param parallel runs the commands of several pods side by side
     */
    PacketRules(List<Node> nodes, Function<Node, Pod> pods, String gateway, Executor parallel) {
        this.nodes = List.copyOf(nodes);
        this.pods = pods;
        this.gateway = gateway;
        this.parallel = parallel;
    }

    @Override
    public Optional<String> refusal(Impairment impairment) {
        return switch (impairment.kind()) {
            case "drop", "reset", "loss", "rate" -> Optional.empty();
            default ->
                Optional.of(
                        impairment.kind() + " needs the kernel's sch_netem, which the docker environment does not drive"
                                + " yet; leave it out, or use --env local where its proxies can do it");
        };
    }

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> links) {
        refusal(impairment).ifPresent(reason -> {
            throw new FaultException(reason);
        });
        String chain = "i" + numbers.incrementAndGet();
        Map<Node, List<String>> rules = new TreeMap<>();
        for (Link link : links) {
            boolean toClients = link.to().equals(Node.CLIENTS);
            Node where = toClients ? link.from() : link.to();
            rules.computeIfAbsent(where, node -> new ArrayList<>())
                    .add(rule(chain, toClients, address(toClients ? link.to() : link.from()), impairment));
        }
        Chains chains = new Chains(chain, List.copyOf(rules.keySet()));
        try {
            onEach(
                    chains.places,
                    node -> pods.apply(node).shell().run(script(chain, rules.getOrDefault(node, List.of()))));
        } catch (FaultException e) {
            chains.close();
            throw e;
        }
        return chains;
    }

    private String address(Node node) {
        return node.equals(Node.CLIENTS) ? gateway : pods.apply(node).address();
    }

    /**
     * What exceeds the rate is dropped where it arrives, as a policer does, and TCP slows down; a queue at the sender would be kinder but
     * stands behind every destination at once. Counted is all that is subject to it. The bucket holds what one segmentation offload of a
     * virtual link hands over in one piece, which could otherwise never pass.
     */
    private static String policer(long bytesPerSecond) {
        long bucket = Math.max(LARGEST_PIECE, bytesPerSecond / 10);
        return " counter limit rate over " + bytesPerSecond + " bytes/second burst " + bucket + " bytes drop";
    }

    private static String rule(String chain, boolean outgoing, String address, Impairment impairment) {
        String match = (outgoing ? "ip daddr " : "ip saddr ") + address;
        String verdict;
        if (impairment instanceof Impairment.Loss loss) {
            verdict = " numgen random mod " + PERMYRIAD + " < " + Math.round(loss.probability() * PERMYRIAD)
                    + " counter drop";
        } else if (impairment instanceof Impairment.Rate rate) {
            verdict = policer(rate.bytesPerSecond());
        } else if (impairment instanceof Impairment.Reset) {
            verdict = " meta l4proto tcp counter reject with tcp reset";
        } else {
            verdict = " counter drop";
        }
        return "add rule inet " + TABLE + " " + chain + (outgoing ? "o" : "") + " " + match + verdict;
    }

    private static String script(String chain, List<String> rules) {
        return "nft -f - <<'EOF'\nadd table inet " + TABLE
                + base(chain, "input") + base(chain + "o", "output")
                + "\n" + String.join("\n", rules) + "\nEOF";
    }

    private static String base(String chain, String hook) {
        return "\nadd chain inet " + TABLE + " " + chain + " { type filter hook " + hook
                + " priority -300; policy accept; }";
    }

    private static void onEach(List<Node> places, Step step, Executor parallel) {
        List<CompletableFuture<Void>> futures = places.stream()
                .map(node -> CompletableFuture.runAsync(() -> step.at(node), parallel))
                .toList();
        FaultException first = null;
        for (CompletableFuture<Void> future : futures) {
            try {
                future.join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof FaultException fault)) {
                    throw e;
                }
                first = first == null ? fault : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void onEach(List<Node> places, Step step) {
        onEach(places, step, parallel);
    }

    /** Takes every rule of ours away in all pods; used before the run is torn down and after a crash. */
    void clear() {
        onEach(nodes, node -> pods.apply(node).shell().run("nft delete table inet " + TABLE + " 2>/dev/null || true"));
    }

    @FunctionalInterface
    private interface Step {
        void at(Node node);
    }

    private final class Chains implements Imposed {
        private final String chain;
        private final List<Node> places;
        private boolean closed;

        Chains(String chain, List<Node> places) {
            this.chain = chain;
            this.places = places;
        }

        @Override
        public synchronized long affected() {
            long packets = 0;
            if (closed) {
                return packets;
            }
            for (Node node : places) {
                String listing = pods.apply(node)
                        .shell()
                        .run("nft list chain inet " + TABLE + " " + chain + "; nft list chain inet " + TABLE + " "
                                + chain + "o");
                Matcher matcher = PACKETS.matcher(listing);
                while (matcher.find()) {
                    packets += Long.parseLong(matcher.group(1));
                }
            }
            return packets;
        }

        @Override
        public String unit() {
            return "packets";
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            onEach(
                    places,
                    node -> pods.apply(node)
                            .shell()
                            .run("nft -f - <<'EOF'\nadd table inet " + TABLE + base(chain, "input")
                                    + base(chain + "o", "output")
                                    + "\ndelete chain inet " + TABLE + " " + chain + "\ndelete chain inet " + TABLE
                                    + " "
                                    + chain + "o\nEOF"));
            closed = true;
        }
    }
}
