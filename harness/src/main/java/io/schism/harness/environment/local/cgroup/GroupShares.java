package io.schism.harness.environment.local.cgroup;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Processor time of nodes, held back by the scheduler's quota on their groups. It belongs to the group, so it outlives a restart. */
final class GroupShares implements CpuControl {
    /** Microseconds in which the quota may be used up. */
    static final long PERIOD = 100_000;

    private static final long SMALLEST_QUOTA = 1_000;

    private final ControlGroups groups;
    private final Map<Node, List<Share>> inForce = new HashMap<>();

    GroupShares(ControlGroups groups) {
        this.groups = groups;
    }

    @Override
    public Optional<String> refusal() {
        return groups.refusal(Ability.PROCESSOR);
    }

    @Override
    public synchronized Limited limit(Node node, double cores) {
        Group group = groups.of(node, Ability.PROCESSOR);
        List<Share> shares = inForce.computeIfAbsent(node, name -> new ArrayList<>());
        Share share =
                new Share(node, group, Math.max(SMALLEST_QUOTA, Math.round(cores * PERIOD)), throttled(node, group));
        shares.add(share);
        try {
            apply(node, group, shares);
        } catch (FaultException e) {
            shares.remove(share);
            throw e;
        }
        return share;
    }

    private synchronized void lift(Share share) {
        List<Share> shares = inForce.getOrDefault(share.node, List.of());
        if (shares.contains(share)) {
            List<Share> left = new ArrayList<>(shares);
            left.remove(share);
            apply(share.node, share.group, left);
            inForce.put(share.node, left);
        }
    }

    private static void apply(Node node, Group group, List<Share> shares) {
        OptionalLong tightest = shares.stream().mapToLong(share -> share.quota).min();
        try {
            group.quota(tightest);
        } catch (IOException e) {
            throw new FaultException("could not set the processor quota of " + node + ": " + e.getMessage(), e);
        }
    }

    private static long throttled(Node node, Group group) {
        try {
            return group.throttled();
        } catch (IOException e) {
            throw new FaultException(
                    "the kernel does not tell the processor time of " + node + ": " + e.getMessage(), e);
        }
    }

    private final class Share implements Limited {
        private final Node node;
        private final Group group;
        private final long quota;
        private final long before;

        Share(Node node, Group group, long quota, long before) {
            this.node = node;
            this.group = group;
            this.quota = quota;
            this.before = before;
        }

        @Override
        public long throttled() {
            return GroupShares.throttled(node, group) - before;
        }

        @Override
        public void close() {
            lift(this);
        }
    }
}
