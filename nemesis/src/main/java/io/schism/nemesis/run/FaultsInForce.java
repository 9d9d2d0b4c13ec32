package io.schism.nemesis.run;

import io.schism.nemesis.Impact;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What the faults in force, and those about to be, take from the cluster together. Safe for several threads. */
final class FaultsInForce {
    private final Map<Integer, Impact> impacts = new LinkedHashMap<>();
    private OptionalLong lastLeft = OptionalLong.empty();

    /** How a fault gets on with those in force. */
    enum Room {
        FREE("there was room"),
        MASKED("all it would hit is down already, so it could not show an effect"),
        NO_QUORUM("with the faults in force it would take the quorum away, and the plan forbids that"),
        NO_DATA("with the faults in force it would leave no majority whose data can be trusted");

        private final String why;

        Room(String why) {
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** Enters a fault if there is room for it; otherwise nothing changes. */
    synchronized Room enter(int id, Impact impact, List<Node> nodes, boolean keepQuorum) {
        Set<Node> down = new HashSet<>();
        Set<Link> cut = new HashSet<>();
        Set<Node> doubtful = new HashSet<>();
        impacts.values().forEach(other -> {
            down.addAll(other.down());
            cut.addAll(other.cut());
            doubtful.addAll(other.doubtful());
        });
        if (!impact.targets().isEmpty() && down.containsAll(impact.targets())) {
            return Room.MASKED;
        }
        if (!impact.doubtful().isEmpty() && !dataLeft(doubtful, impact.doubtful(), nodes.size())) {
            return Room.NO_DATA;
        }
        down.addAll(impact.down());
        cut.addAll(impact.cut());
        if (keepQuorum && !Quorum.left(nodes, down, cut)) {
            return Room.NO_QUORUM;
        }
        impacts.put(id, impact);
        return Room.FREE;
    }

    /** Whether any fault but this one is in force or about to be, or has left so short a time ago. */
    synchronized boolean othersThan(int id, Duration aftermath) {
        return impacts.keySet().stream().anyMatch(other -> other != id)
                || (lastLeft.isPresent() && System.nanoTime() - lastLeft.getAsLong() < aftermath.toNanos());
    }

    synchronized void leave(int id) {
        if (impacts.remove(id) != null) {
            lastLeft = OptionalLong.of(System.nanoTime());
        }
    }

    private static boolean dataLeft(Set<Node> doubtful, Set<Node> more, int nodes) {
        return Collections.disjoint(doubtful, more) && doubtful.size() + more.size() <= (nodes - 1) / 2;
    }
}
