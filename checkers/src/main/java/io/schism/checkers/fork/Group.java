package io.schism.checkers.fork;

import io.schism.checkers.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All reads of the same keys. For one thread. */
final class Group {
    private final Set<String> keys;
    private final List<Snapshot> snapshots = new ArrayList<>();

    Group(Set<String> keys) {
        this.keys = keys;
    }

    void add(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    /**
     * Sets of written keys lie in one order exactly when, sorted by size, each contains the one before it; so neighbours alone need be
     * compared. A neighbour with as many keys or fewer that is not contained has a key the other lacks, and so has the other.
     */
    void judge(Findings findings) {
        snapshots.sort(Comparator.comparingInt(Snapshot::written).thenComparingInt(Snapshot::position));
        for (int i = 1; i < snapshots.size(); i++) {
            Snapshot one = snapshots.get(i - 1);
            Snapshot other = snapshots.get(i);
            String ahead = one.aheadOf(other);
            String behind = other.aheadOf(one);
            if (ahead != null && behind != null) {
                findings.add(
                        "long-fork",
                        "process " + one.completion().process() + " saw the write of " + ahead + " without that of "
                                + behind
                                + ", process " + other.completion().process() + " saw the write of " + behind
                                + " without that of "
                                + ahead,
                        List.of(one.invocation(), one.completion(), other.invocation(), other.completion()),
                        Map.of("keys", List.copyOf(keys)));
            }
        }
    }
}
