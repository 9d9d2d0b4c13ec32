package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Takes the groups of one run out of one tree, with whatever is in them. Stateless. */
final class Removal {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_MILLIS = 10;

    private Removal() {}

    /**
     * Kills, thaws and removes until nothing is there. A process that was killed while frozen dies with the thaw and takes no step before.
     *
     * @return what stayed and how to mend that, or empty
     */
    static Optional<String> of(Tree tree, Group parent) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                once(tree, parent);
                return Optional.empty();
            } catch (IOException busy) {
                if (System.nanoTime() > deadline || !rested()) {
                    return Optional.of("control group " + parent.path() + " is still there (" + busy.getMessage()
                            + "); run ./schism clean");
                }
            }
        }
    }

    private static void once(Tree tree, Group parent) throws IOException {
        Kernel kernel = parent.kernel();
        for (Path path : kernel.under(parent.path())) {
            empty(tree.group(kernel, path));
        }
        kernel.remove(parent.path());
    }

    private static void empty(Group group) throws IOException {
        Kernel kernel = group.kernel();
        group.members().forEach(kernel::kill);
        if (group.has(Ability.FREEZE)) {
            group.thaw();
        }
        kernel.remove(group.path());
    }

    private static boolean rested() {
        try {
            Thread.sleep(BETWEEN_MILLIS);
            return true;
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
