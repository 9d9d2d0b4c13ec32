package io.schism.nemesis.simulated;

import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Node;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Freezes nodes. */
public final class SimulatedFreezer implements FreezeControl {
    private final Set<Node> frozen = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public void freeze(Node node) {
        frozen.add(node);
    }

    @Override
    public void thaw(Node node) {
        frozen.remove(node);
    }

    @Override
    public boolean frozen(Node node) {
        return frozen.contains(node);
    }
}
