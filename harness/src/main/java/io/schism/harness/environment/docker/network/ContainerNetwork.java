package io.schism.harness.environment.docker.network;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The network of the containers. Cuts and resets are rules of the packet filter. What makes links between nodes bad is the kernel's netem where
 * it is there; else the packet filter does what it can, and a shaper to which the kernel lends its packets does the rest. Links of clients
 * always go that second way: what clients send arrives in a pod and leaves no pod, and netem sits where packets leave. Safe for several
 * threads.
 */
public final class ContainerNetwork implements NetworkControl, AutoCloseable {
    private final PacketFilter filter;
    private final PacketRules rules;
    private final LinkShaping netem;
    private final LinkShaping queue;
    private final Lookouts lookouts;

    /**
     * The network of a run.
     *
     * @param gateway the address from which clients on the host come
     * @param shaper the command that runs a shaper in a pod, without its arguments
     * @param parallel runs the commands of several pods side by side
     */
    public ContainerNetwork(
            DockerClient client,
            List<Node> nodes,
            Function<Node, Pod> pods,
            String gateway,
            String shaper,
            Executor parallel) {
        Places places = new Places(
                nodes,
                node -> pods.apply(node).address(),
                (node, command) -> pods.apply(node).shell().run(command),
                gateway,
                parallel);
        this.filter = new PacketFilter(client, pods);
        this.rules = new PacketRules(places, filter);
        this.netem = new NetemLinks(places);
        this.queue = new ShapedLinks(places, shaper);
        this.lookouts = new Lookouts(client, pods, places);
    }

    /** Opens what cuts and probes in the pod of a node need, before they are needed. */
    public void prepareCuts(Node node) {
        lookouts.prepare(node);
        filter.prepare(node);
    }

    /** Makes the pod of a node ready for packet faults. */
    public void preparePackets(Node node) {
        if (netem.refusal().isEmpty()) {
            netem.prepare(node);
            return;
        }
        queue.prepare(node);
    }

    /** By what packets between nodes are treated here, and why not by netem where it is not. */
    @Override
    public Optional<String> means() {
        return Optional.of(netem.refusal()
                .map(why -> queue.refusal()
                                .map(none -> "packet filter alone, no queue for packets (" + none + ")")
                                .orElse("packet filter, and a shaper on a queue for packets")
                        + "; no tc netem: " + why)
                .orElse("tc netem between nodes"
                        + queue.refusal()
                                .map(none -> "; no queue for packets of clients: " + none)
                                .orElse("; a shaper on a queue for packets of clients")));
    }

    @Override
    public Optional<String> refusal(Impairment impairment) {
        boolean byNetem = netem.does(impairment) && netem.refusal().isEmpty();
        if (byNetem || PacketRules.does(impairment)) {
            return Optional.empty();
        }
        return queueRefusal(impairment);
    }

    private Optional<String> queueRefusal(Impairment impairment) {
        return queue.refusal()
                .map(reason -> impairment.kind() + " needs tc netem ("
                        + netem.refusal().orElse("which does not reach links of clients")
                        + ") or a queue for packets, which is not to be had here (" + reason
                        + "); use a kernel with CONFIG_NET_SCH_NETEM, CONFIG_NFT_QUEUE or CONFIG_NETFILTER_XT_TARGET_NFQUEUE and an"
                        + " engine that runs as root"
                        + (impairment instanceof Impairment.Delay ? ", or --env local, whose proxies can delay" : ""));
    }

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> links) {
        if (!netem.does(impairment) || netem.refusal().isPresent()) {
            return otherwise(impairment, links);
        }
        List<Link> clients = links.stream().filter(ContainerNetwork::ofClients).toList();
        List<Link> peers = links.stream().filter(link -> !ofClients(link)).toList();
        if (clients.isEmpty()) {
            return netem.impose(impairment, peers);
        }
        Imposed first = otherwise(impairment, clients);
        if (peers.isEmpty()) {
            return first;
        }
        try {
            return new Both(first, netem.impose(impairment, peers));
        } catch (FaultException e) {
            first.close();
            throw e;
        }
    }

    private Imposed otherwise(Impairment impairment, Collection<Link> links) {
        if (PacketRules.does(impairment)) {
            return rules.impose(impairment, links);
        }
        queueRefusal(impairment).ifPresent(reason -> {
            throw new FaultException(reason);
        });
        return queue.impose(impairment, links);
    }

    private static boolean ofClients(Link link) {
        return link.from().equals(Node.CLIENTS) || link.to().equals(Node.CLIENTS);
    }

    /** Ends what stays open in the pods. */
    @Override
    public void close() {
        lookouts.close();
        filter.close();
    }

    @Override
    public Optional<Reach> probe(Collection<Link> links) {
        return lookouts.probe(links);
    }

    /** Two halves of one imposition, both counted in packets. */
    private record Both(Imposed first, Imposed second) implements Imposed {
        @Override
        public long affected() {
            return first.affected() + second.affected();
        }

        @Override
        public String unit() {
            return first.unit();
        }

        /** Both are tried, whatever becomes of the first. */
        @Override
        public void close() {
            List<FaultException> failures = new ArrayList<>();
            for (Imposed half : List.of(first, second)) {
                try {
                    half.close();
                } catch (FaultException e) {
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
        }
    }
}
