package io.schism.harness.environment.local.cgroup;

import io.schism.harness.environment.MemorySqueeze;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.util.Optional;

/**
 * Memory of nodes, limited by their groups, in which the harness is not. The second version kills at once when the limit falls below what is
 * used; the first refuses such a limit, so it is brought down to the least that is accepted, and the next page the node asks for kills it. The
 * kernel counts that it was its deed.
 */
final class GroupMemory implements MemoryControl {
    private static final long LEAST = 1L << 20;

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
            return MemorySqueeze.begin(node, new Limits(node, group, before));
        } catch (IOException e) {
            throw new FaultException("could not limit the memory of " + node + ": " + e.getMessage(), e);
        }
    }

    /** Brings the limit down as far as the kernel lets it now. */
    private static void tighten(Group group) throws IOException {
        if (limited(group, LEAST)) {
            return;
        }
        long used = Math.max(LEAST, group.memory());
        if (limited(group, used)) { // otherwise it has grown since; the next round asks again
            MemorySqueeze.lower(LEAST, used, bytes -> limited(group, bytes));
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

    /** {@code before}: how often the kernel had killed in the group when this began. */
    private record Limits(Node node, Group group, long before) implements MemorySqueeze.Limits {
        @Override
        public void tighten() {
            try {
                GroupMemory.tighten(group);
            } catch (IOException e) {
                throw new FaultException("could not limit the memory of " + node + ": " + e.getMessage(), e);
            }
        }

        @Override
        public boolean alive() {
            try {
                return !group.members().isEmpty();
            } catch (IOException e) {
                throw new FaultException("could not limit the memory of " + node + ": " + e.getMessage(), e);
            }
        }

        @Override
        public long kills() {
            try {
                return group.kills() - before;
            } catch (IOException e) {
                throw new FaultException("the kernel does not tell how " + node + " ended: " + e.getMessage(), e);
            }
        }

        @Override
        public void free() {
            try {
                group.freeMemory();
            } catch (IOException e) {
                throw new FaultException("the memory of " + node + " could not be given back: " + e.getMessage(), e);
            }
        }
    }
}
