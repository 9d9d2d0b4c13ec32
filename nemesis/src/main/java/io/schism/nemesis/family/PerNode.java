package io.schism.nemesis.family;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The same thing done to several nodes, all or none: a hold, a limit, a trouble on each. Used by one thread.
 *
 * @param <T> what undoes it on one node; must bear being closed again
 */
public final class PerNode<T extends AutoCloseable> implements AutoCloseable {
    private final Map<Node, T> parts = new LinkedHashMap<>();

    private PerNode() {}

    /** Does it to each; when it fails on one, those before are undone. */
    public static <T extends AutoCloseable> PerNode<T> of(List<Node> nodes, Function<Node, T> deed) {
        PerNode<T> done = new PerNode<>();
        try {
            nodes.forEach(node -> done.parts.put(node, deed.apply(node)));
        } catch (RuntimeException e) {
            try {
                done.close();
            } catch (FaultException inUndoing) {
                e.addSuppressed(inUndoing);
            }
            throw e;
        }
        return done;
    }

    /** What was done to this one of the nodes. */
    public T on(Node node) {
        T part = parts.get(node);
        if (part == null) {
            throw new IllegalArgumentException("nothing was done to " + node);
        }
        return part;
    }

    /** Undoes it on every node, also when one of them does not follow; the first failure is thrown in the end. */
    @Override
    public void close() {
        FaultException failure = null;
        for (Map.Entry<Node, T> part : parts.entrySet()) {
            try {
                part.getValue().close();
            } catch (Exception e) { // AutoCloseable allows any; each must not keep the others from being undone
                FaultException own = e instanceof FaultException known
                        ? known
                        : new FaultException("could not heal " + part.getKey() + ": " + e, e);
                if (failure == null) {
                    failure = own;
                } else {
                    failure.addSuppressed(own);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
