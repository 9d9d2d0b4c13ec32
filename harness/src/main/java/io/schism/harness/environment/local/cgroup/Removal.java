package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes groups of runs away, with the groups of nodes under them and whatever is in those. All trees at once: a process that is frozen in
 * one of the first version keeps its groups in all others busy. Used by one thread.
 */
final class Removal {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_MILLIS = 10;

    private final Kernel kernel;
    private final List<Place> places = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    Removal(Kernel kernel) {
        this.kernel = kernel;
    }

    private record Place(Tree tree, Path group) {}

    /** One more to be removed. */
    void add(Tree tree, Path group) {
        places.add(new Place(tree, group));
    }

    /**
     * Kills, thaws and removes until nothing is there. A process that was killed while frozen dies with the thaw and takes no step before.
     *
     * @return what stayed and how to mend that, a line each
     */
    List<String> carryOut() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Place> there = new ArrayList<>(places);
        while (true) {
            left.clear();
            there.removeIf(this::gone);
            if (there.isEmpty() || System.nanoTime() > deadline || !rested()) {
                return List.copyOf(left);
            }
        }
    }

    private boolean gone(Place place) {
        try {
            for (Path node : kernel.under(place.group)) {
                empty(place.tree.group(kernel, node));
            }
            kernel.remove(place.group);
            return true;
        } catch (IOException busy) {
            left.add(
                    "control group " + place.group + " is still there (" + busy.getMessage() + "); run ./schism clean");
            return false;
        }
    }

    private void empty(Group group) throws IOException {
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
