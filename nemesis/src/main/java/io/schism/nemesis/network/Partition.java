package io.schism.nemesis.network;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.network.Shape.Order;
import io.schism.nemesis.target.Impairment.Drop;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Cuts directed links: nothing passes, established connections included, and nothing is reset.
 *
 * <h2>Phases</h2>
 * The links fall silent together; held; they carry again. TCP backs off meanwhile, so recovery comes some time after the heal.
 *
 * <h2>Failure modes</h2>
 * Traffic that goes round the cut, or links on which nobody spoke: no traffic was held, so there is no proof. Where nodes can send probes,
 * one that is answered refutes the cut.
 */
record Partition(Cut cut, NetworkControl network) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "partition",
                Arrays.stream(Shape.values()).map(Partition::variant).toList());
    }

    private static FaultVariant variant(Shape shape) {
        return new FaultVariant(
                shape.word(),
                "cuts " + shape.summary(),
                shape.profile(),
                Nature.LASTING,
                Optional.empty(),
                List.of(),
                targets -> Victims.tooFew("partition:" + shape.word(), shape.fewestNodes(), targets)
                        .or(() -> targets.network().refusal(new Drop())),
                (planned, targets, random) ->
                        new Partition(shape.cut(ordered(shape, targets, random)), targets.network()));
    }

    /** The nodes in the order the shape asks for. */
    static List<Node> ordered(Shape shape, Targets targets, Random random) {
        List<Node> nodes = new ArrayList<>(targets.nodes());
        if (shape.order() == Order.BY_NAME) {
            return nodes;
        }
        Collections.shuffle(nodes, random);
        if (shape.order() == Order.DRAWN) {
            return nodes;
        }
        Victims.leader(targets.cluster()).filter(nodes::remove).ifPresent(leader -> {
            int place = shape.order() == Order.LEADER_FIRST ? 0 : nodes.size();
            nodes.add(place, leader);
        });
        return nodes;
    }

    @Override
    public String name() {
        return "partition " + cut.words();
    }

    @Override
    public Impact impact() {
        return Impact.cut(cut.targets(), cut.links());
    }

    @Override
    public Map<String, Object> before() {
        return Impaired.before(network, cut.links());
    }

    @Override
    public Healing inject() {
        return new Impaired(
                network.impose(new Drop(), cut.links()), "held", cut.links(), network, Impaired.Probing.SILENCE);
    }
}
