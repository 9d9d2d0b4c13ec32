package io.schism.harness.environment.local;

import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes what skews the clocks of child processes. */
@FunctionalInterface
public interface ClockFactory {
    /** Called once, before any process runs. Empty when clocks cannot be skewed here at all. */
    Optional<ClockControl> create(Children children);

    /** No clock faults. */
    static ClockFactory none() {
        return children -> Optional.empty();
    }

    /** The node processes, as seen by who reaches into them. Safe for several threads. */
    interface Children {
        List<Node> nodes();

        /** The process identifier, or empty while there is no process. */
        Optional<Long> pid(Node node);

        /** Whether the kernel's freezer holds it: a signal does not stop it then, nor is that needed. */
        boolean frozen(Node node);

        /** Does something with a node while nobody else signals or starts its process: a clock fault stops it for a moment itself. */
        void undisturbed(Node node, Runnable work);

        /** Called with the node and its new process identifier after every start, before {@code start} returns; the program itself runs by then. */
        void onStart(BiConsumer<Node, Long> listener);
    }
}
