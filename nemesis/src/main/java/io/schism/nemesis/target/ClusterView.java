package io.schism.nemesis.target;

import java.util.List;
import java.util.Optional;

/** What a fault may ask about the cluster when it chooses whom to hit. Safe for several threads. */
public interface ClusterView {
    /** All members, in order of name. */
    List<Node> nodes();

    /** The leader as the majority sees it now, asked within a short deadline, or empty when there is none. */
    Optional<Node> leader();

    /** Whether the node serves as a healthy member, asked within a short deadline; empty when this view cannot tell. */
    default Optional<Boolean> healthy(Node node) {
        return Optional.empty();
    }

    /** Why the whole cluster is gone for good, in one line, or empty; nothing can be healed then. */
    default Optional<String> lost() {
        return Optional.empty();
    }
}
