package io.schism.harness.environment.docker;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Reach;
import java.util.Collection;
import java.util.Optional;

/** The network of the containers: by the packet filter what it can do, by a shaper what the filter cannot. Safe for several threads. */
final class ContainerNetwork implements NetworkControl {
    private final PacketRules rules;
    private final ShapedLinks shaped;
    private final Lookouts lookouts;

    ContainerNetwork(PacketRules rules, ShapedLinks shaped, Lookouts lookouts) {
        this.rules = rules;
        this.shaped = shaped;
        this.lookouts = lookouts;
    }

    @Override
    public Optional<String> refusal(Impairment impairment) {
        if (PacketRules.does(impairment)) {
            return Optional.empty();
        }
        return shaped.refusal()
                .map(reason -> impairment.kind() + " needs a queue for packets, which is not to be had here ("
                        + reason
                        + "); use a kernel with CONFIG_NFT_QUEUE or CONFIG_NETFILTER_XT_TARGET_NFQUEUE and an engine that runs as root"
                        + (impairment instanceof Impairment.Delay ? ", or --env local, whose proxies can delay" : ""));
    }

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> links) {
        if (PacketRules.does(impairment)) {
            return rules.impose(impairment, links);
        }
        refusal(impairment).ifPresent(reason -> {
            throw new FaultException(reason);
        });
        return shaped.impose(impairment, links);
    }

    @Override
    public Optional<Reach> probe(Collection<Link> links) {
        return lookouts.probe(links);
    }
}
