package io.schism.harness.environment.local.cgroup;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Recurring;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Memory of nodes, limited by their groups, in which the harness is not. The second version kills at once when the limit falls below what is
 * used; the first refuses such a limit, so it is brought down to the least that is accepted, and the next page the node asks for kills it. The
 * kernel counts that it was its deed.
 */
final class GroupMemory implements MemoryControl {
    private static final long LEAST = 1L << 20;
    private static final int STEPS = 9;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final ControlGroups groups;

    GroupMemory(ControlGroups groups) {
        this.groups = groups;
    }

    @Override
    public Optional<String> refusal() {
        return groups.refusal(Ability.MEMORY);
    }

    @Override
    public Squeezed squeeze(Node node) {
        Group group = groups.of(node, Ability.MEMORY);
        try {
            long before = group.kills();
            group.freeMemory(); // what is not ours to change is found out here, not when every limit is refused
            tighten(group);
            return new Squeeze(node, group, before);
        } catch (IOException e) {
            throw new FaultException("could not limit the memory of " + node + ": " + e.getMessage(), e);
        }
    }

    /** Brings the limit down as far as the kernel lets it now; what is used changes with every collection of garbage. */
    private static void tighten(Group group) throws IOException {
        if (limited(group, LEAST)) {
            return;
        }
        long refused = LEAST;
        long accepted = Math.max(LEAST, group.memory());
        if (!limited(group, accepted)) {
            return; // it has grown since; the next round asks again
        }
        for (int step = 0; step < STEPS; step++) {
            long between = (refused + accepted) / 2;
            if (limited(group, between)) {
                accepted = between;
            } else {
                refused = between;
            }
        }
    }

    private static boolean limited(Group group, long bytes) {
        try {
            group.limitMemory(bytes);
            return true;
        } catch (IOException refused) {
            return false; // the kernel could not bring the use down to it
        }
    }

    private static final class Squeeze implements Squeezed {
        private final Node node;
        private final Group group;
        private final long before;
        private final Recurring tightening;
        private long seen;
        private boolean over;

        Squeeze(Node node, Group group, long before) {
            this.node = node;
            this.group = group;
            this.before = before;
            tightening = Recurring.start("memory of " + node, BETWEEN, round -> more());
        }

        private boolean more() {
            try {
                boolean alive = !group.members().isEmpty();
                if (alive) {
                    tighten(group);
                }
                return alive;
            } catch (IOException e) {
                throw new FaultException("could not limit the memory of " + node + ": " + e.getMessage(), e);
            }
        }

        @Override
        public synchronized long kills() {
            if (!over) {
                try {
                    seen = group.kills() - before;
                } catch (IOException e) {
                    throw new FaultException("the kernel does not tell how " + node + " ended: " + e.getMessage(), e);
                }
            }
            return seen;
        }

        @Override
        public synchronized void close() {
            if (over) {
                return;
            }
            tightening.close();
            kills();
            try {
                group.freeMemory();
            } catch (IOException e) {
                throw new FaultException("the memory of " + node + " could not be given back: " + e.getMessage(), e);
            }
            over = true;
        }
    }
}
