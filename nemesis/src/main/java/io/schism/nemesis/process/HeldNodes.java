package io.schism.nemesis.process;

import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The same demand on several nodes: all or none. */
final class HeldNodes implements AutoCloseable {
    private final List<Hold> holds = new ArrayList<>();

    private HeldNodes() {}

    static HeldNodes of(List<Node> nodes, Function<Node, Hold> demand) {
        HeldNodes held = new HeldNodes();
        try {
            nodes.forEach(node -> held.holds.add(demand.apply(node)));
        } catch (RuntimeException e) {
            try {
                held.close();
            } catch (RuntimeException inUndoing) {
                e.addSuppressed(inUndoing);
            }
            throw e;
        }
        return held;
    }

    /** Lets go of every node, also when one of them does not follow; the first failure is thrown in the end. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (Hold hold : holds) {
            try {
                hold.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
