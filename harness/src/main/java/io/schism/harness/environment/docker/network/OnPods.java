package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** One impairment in force on several pods, counted in packets. Safe for several threads. */
final class OnPods implements Imposed {
    private final Places places;
    private final List<Node> nodes;
    private final ToLongFunction<Node> packets;
    private final Consumer<Node> lift;
    private boolean closed;

    private OnPods(Places places, Collection<Node> nodes, ToLongFunction<Node> packets, Consumer<Node> lift) {
        this.places = places;
        this.nodes = List.copyOf(nodes);
        this.packets = packets;
        this.lift = lift;
    }

    /**
     * Puts it in force on all of these pods, side by side, or on none.
     *
     * @param put puts it in force on one
     * @param packets how many it has hit on one
     * @param lift takes it away from one; it may be asked of one on which it was never put, and again after it has failed
     * @throws FaultException when it could not be put on one; it is on none then
     */
    static OnPods impose(
            Places places,
            Collection<Node> nodes,
            Consumer<Node> put,
            ToLongFunction<Node> packets,
            Consumer<Node> lift) {
        OnPods imposed = new OnPods(places, nodes, packets, lift);
        try {
            places.onEach(imposed.nodes, put);
        } catch (FaultException e) {
            imposed.close();
            throw e;
        }
        return imposed;
    }

    @Override
    public synchronized long affected() {
        return closed ? 0 : nodes.stream().mapToLong(packets).sum();
    }

    @Override
    public String unit() {
        return "packets";
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            places.onEach(nodes, lift);
            closed = true;
        }
    }
}
