package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The control groups that killed runs left on this machine, with what is still in them. Used by one thread. */
public final class LeftGroups {
    private final Kernel kernel;
    private final List<Tree> trees;
    private final Predicate<GroupName> alive;

    LeftGroups(Kernel kernel, List<Tree> trees, Predicate<GroupName> alive) {
        this.kernel = kernel;
        this.trees = List.copyOf(trees);
        this.alive = alive;
    }

    public static LeftGroups ofThisMachine() {
        Kernel kernel = new KernelFiles();
        return new LeftGroups(kernel, Tree.ofThisMachine(kernel), name -> name.alive(kernel));
    }

    /**
     * Kills what is in them, frozen or not, and removes them; those of a run whose harness lives are let be.
     *
     * @param run only those of this run, or of all
     * @return what was done, a line each: {@code "removed control group …"}
     */
    public List<String> remove(Optional<String> run) {
        List<String> words = new ArrayList<>();
        List<Path> found = new ArrayList<>();
        Removal removal = new Removal(kernel);
        for (Tree tree : trees) {
            try {
                for (Path group : search(tree.mount())) {
                    GroupName name = GroupName.parse(group).orElseThrow();
                    if (run.map(GroupName::plain).map(name.run()::equals).orElse(true)) {
                        if (alive.test(name)) {
                            words.add(
                                    "left control group " + group + " alone: its run is alive, process " + name.pid());
                        } else {
                            found.add(group);
                            removal.add(tree, group);
                        }
                    }
                }
            } catch (IOException e) {
                words.add(
                        "control groups in " + tree.mount() + " cannot be searched (" + e.getMessage() + "); be root");
            }
        }
        words.addAll(removal.carryOut());
        found.stream()
                .filter(group -> !kernel.there(group))
                .forEach(group -> words.add("removed control group " + group));
        return words;
    }

    /** All that are named like ours, however deep. */
    private List<Path> search(Path group) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path each : kernel.under(group)) {
            if (GroupName.parse(each).isPresent()) {
                found.add(each);
            } else {
                found.addAll(search(each));
            }
        }
        return found;
    }
}
