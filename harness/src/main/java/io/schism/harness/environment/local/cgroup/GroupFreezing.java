package io.schism.harness.environment.local.cgroup;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The kernel's freezer over the groups of nodes. */
final class GroupFreezing implements FreezeControl {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ControlGroups groups;
    private final BiConsumer<Node, Runnable> undisturbed;

    GroupFreezing(ControlGroups groups, BiConsumer<Node, Runnable> undisturbed) {
        this.groups = groups;
        this.undisturbed = undisturbed;
    }

    @Override
    public Optional<String> refusal() {
        return groups.refusal(Ability.FREEZE);
    }

    @Override
    public void freeze(Node node) {
        undisturbed.accept(node, () -> {
            Group group = groups.of(node, Ability.FREEZE);
            try {
                if (group.members().isEmpty()) {
                    throw new FaultException("cannot freeze " + node + ": it is dead");
                }
                if (!still(group)) {
                    group.thaw();
                    throw new FaultException(node + " did not freeze within " + PATIENCE.toSeconds() + " s");
                }
            } catch (IOException e) {
                throw new FaultException("could not freeze " + node + ": " + e.getMessage(), e);
            }
        });
    }

    /** Said again and again: on the first version a process that was started meanwhile is frozen only by the next word. */
    private static boolean still(Group group) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!group.frozen()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            group.freeze();
            if (group.frozen()) {
                return true;
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public void thaw(Node node) {
        undisturbed.accept(node, () -> groups.thaw(node));
    }

    @Override
    public boolean frozen(Node node) {
        return groups.frozen(node);
    }
}
