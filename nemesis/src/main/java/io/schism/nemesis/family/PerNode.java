package io.schism.nemesis.family;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The same thing done to several nodes at the same time, all or none: a hold, a limit, a trouble on each. Used by one thread.
 *
 * @param <T> what undoes it on one node; must bear being closed again
 */
public final class PerNode<T extends AutoCloseable> implements AutoCloseable {
    private final Map<Node, T> parts = new ConcurrentSkipListMap<>();

    private PerNode() {}

    /**
     * Does it to each; when it fails on one, the others are undone.
     *
     * @throws FaultException when it failed on one
     */
    public static <T extends AutoCloseable> PerNode<T> of(List<Node> nodes, Function<Node, T> deed) {
        PerNode<T> done = new PerNode<>();
        SideBySide.run(nodes, node -> done.parts.put(node, deed.apply(node))).ifPresent(failure -> {
            FaultException.undo(failure, () -> Uninterrupted.run(done::close));
            throw failure;
        });
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

    /**
     * Undoes it on every node, also when one of them does not follow.
     *
     * @throws FaultException when one did not
     */
    @Override
    public void close() {
        SideBySide.run(List.copyOf(parts.keySet()), this::undo).ifPresent(failure -> {
            throw failure;
        });
    }

    private void undo(Node node) {
        try {
            on(node).close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // AutoCloseable allows any; the ports' own close() throws none
            throw new FaultException("could not heal " + node + ": " + e, e);
        }
    }
}
