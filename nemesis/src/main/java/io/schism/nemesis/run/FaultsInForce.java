package io.schism.nemesis.run;

import io.schism.nemesis.Impact;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the faults in force, and those about to be, take from the cluster together. Safe for several threads. */
final class FaultsInForce {
    private final Map<Integer, Impact> impacts = new LinkedHashMap<>();

    /** How a fault gets on with those in force. */
    enum Room {
        FREE,
        /** All it would hit is down already: it could hardly show an effect. */
        MASKED,
        /** It would take the quorum away and must not. */
        NONE
    }

    /**
     * Enters a fault if there is room for it.
     *
     * @param evenMasked whether a masked one is entered too
     */
    synchronized Room enter(int id, Impact impact, List<Node> nodes, boolean keepQuorum, boolean evenMasked) {
        Set<Node> down = new HashSet<>();
        Set<Link> cut = new HashSet<>();
        impacts.values().forEach(other -> {
            down.addAll(other.down());
            cut.addAll(other.cut());
        });
        boolean masked = !impact.targets().isEmpty() && down.containsAll(impact.targets());
        down.addAll(impact.down());
        cut.addAll(impact.cut());
        if (keepQuorum && !Quorum.left(nodes, down, cut)) {
            return Room.NONE;
        }
        if (!masked || evenMasked) {
            impacts.put(id, impact);
        }
        return masked ? Room.MASKED : Room.FREE;
    }

    synchronized void leave(int id) {
        impacts.remove(id);
    }
}
