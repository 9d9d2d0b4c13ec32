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
        List<String> done = new ArrayList<>();
        for (Tree tree : trees) {
            try {
                search(tree, tree.mount(), run, done);
            } catch (IOException e) {
                done.add("control groups in " + tree.mount() + " cannot be searched (" + e.getMessage() + "); be root");
            }
        }
        return done;
    }

    private void search(Tree tree, Path group, Optional<String> run, List<String> done) throws IOException {
        for (Path each : kernel.under(group)) {
            Optional<GroupName> name = GroupName.parse(each);
            if (name.isEmpty()) {
                search(tree, each, run, done);
            } else if (run.map(GroupName::plain).map(name.get().run()::equals).orElse(true)) {
                done.add(
                        alive.test(name.get())
                                ? "left control group " + each + " alone: its run is alive, process "
                                        + name.get().pid()
                                : Removal.of(tree, tree.group(kernel, each)).orElse("removed control group " + each));
            }
        }
    }
}
