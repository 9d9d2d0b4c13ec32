package io.schism.nemesis.network;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Makes the links of some nodes bad without cutting them: delay, loss, duplicates, disorder, corruption, a narrow line.
 *
 * <h2>Phases</h2>
 * The links turn bad together; held; they are as before.
 *
 * <h2>Failure modes</h2>
 * Links on which nobody spoke: nothing was hit, so there is no proof.
 */
record PacketFault(
        PacketTrouble trouble, Impairment impairment, List<Node> nodes, Set<Link> links, NetworkControl network)
        implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "packet",
                Arrays.stream(PacketTrouble.values()).map(PacketFault::variant).toList());
    }

    private static FaultVariant variant(PacketTrouble trouble) {
        PlannedFault usual = new PlannedFault(1, Duration.ZERO, Duration.ZERO, "packet", trouble.word(), 0, Map.of());
        return new FaultVariant(
                        trouble.word(),
                        trouble.summary() + " what goes between some nodes and the others",
                        trouble.profile(),
                        Nature.LASTING,
                        Optional.empty(),
                        Victims.aims(Profile.STORM),
                        targets -> Victims.tooFew("packet:" + trouble.word(), 2, targets)
                                .or(() -> targets.network().refusal(trouble.impairment(usual))),
                        (planned, targets, random) -> create(trouble, planned, targets, random))
                .withParameters(parameters(trouble));
    }

    private static List<String> parameters(PacketTrouble trouble) {
        List<String> parameters = new ArrayList<>(trouble.parameters());
        parameters.add(Scope.PARAMETER);
        return parameters;
    }

    private static PacketFault create(PacketTrouble trouble, PlannedFault planned, Targets targets, Random random) {
        List<Node> nodes = Victims.draw(planned.aim(Aim.ONE), targets, random);
        return new PacketFault(
                trouble,
                trouble.impairment(planned),
                nodes,
                Scope.of(planned).links(nodes, targets.nodes()),
                targets.network());
    }

    @Override
    public String name() {
        return trouble.word() + " around " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Map<String, Object> before() {
        return Impaired.before(network, links);
    }

    @Override
    public Healing inject() {
        return new Impaired(
                network.impose(impairment, links), trouble.verb(), links, network, Impaired.Probing.ANSWERED_OR_NOT);
    }
}
