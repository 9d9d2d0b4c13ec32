package io.schism.nemesis.network;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.Impairment.Reset;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Set;

/**
 * Resets the established connections of some nodes, as a firewall that lost its table does.
 *
 * <h2>Phases</h2>
 * Connections are reset and new ones refused until the first reset is counted; then all is as before.
 *
 * <h2>Failure modes</h2>
 * No connection, or one on which nobody spoke: nothing was reset, so there is no proof.
 */
record ResetConnections(List<Node> nodes, Set<Link> links, NetworkControl network) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "reset",
                Victims.variants(
                                "resets the connections of",
                                Nature.MOMENTARY,
                                targets -> Victims.tooFew("reset", 2, targets)
                                        .or(() -> targets.network().refusal(new Reset())),
                                (planned, targets, random) -> {
                                    List<Node> nodes = Victims.draw(Aim.parse(planned.variant()), targets, random);
                                    return new ResetConnections(
                                            nodes, Scope.of(planned).links(nodes, targets.nodes()), targets.network());
                                })
                        .stream()
                        .map(variant -> variant.withParameters(List.of(Scope.PARAMETER)))
                        .toList());
    }

    @Override
    public String name() {
        return "reset connections of " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        return new Impaired(network.impose(new Reset(), links), "reset", links, network, Impaired.Probing.NONE);
    }
}
