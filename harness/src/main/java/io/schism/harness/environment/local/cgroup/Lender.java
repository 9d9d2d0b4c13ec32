package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what control groups this machine lends to this process, by making a group for a moment and looking what it can do. In each
 * tree our own group comes first and then those above it: in a part of the second version's tree that was delegated to us, our own group holds
 * processes and may therefore pass no controllers on, while the one above it does. No group of others is told to do anything. Used by one
 * thread.
 */
final class Lender {
    private static final String OR_CONTAINERS = "; or take --env docker";

    private final Kernel kernel;
    private final String name;
    private final Map<Ability, Home> homes = new EnumMap<>(Ability.class);
    private final Map<Ability, String> refusals = new EnumMap<>(Ability.class);

    private Lender(Kernel kernel, String name) {
        this.kernel = kernel;
        this.name = name;
    }

    /** What was found: where the groups of a run of that name will be, and why some cannot be had. */
    static Lender ask(Kernel kernel, List<Tree> trees, String name) {
        Lender lender = new Lender(kernel, name);
        for (Tree tree : trees) {
            lender.ask(tree);
        }
        return lender;
    }

    /** All homes, each once. */
    List<Home> homes() {
        return homes.values().stream().distinct().toList();
    }

    /** Where nodes can be done that to. */
    Optional<Home> home(Ability ability) {
        return Optional.ofNullable(homes.get(ability));
    }

    /** Why that cannot be done here and how to mend it, or empty. */
    Optional<String> refusal(Ability ability) {
        if (homes.containsKey(ability)) {
            return Optional.empty();
        }
        String why = refusals.getOrDefault(
                ability,
                "it needs the kernel's control groups, and the " + ability.controller()
                        + " ones of this machine are not mounted (only Linux has them); mount them");
        return Optional.of(why + OR_CONTAINERS);
    }

    private void ask(Tree tree) {
        Set<Ability> wanted = EnumSet.noneOf(Ability.class);
        for (Ability ability : Ability.values()) {
            if (tree.mayHave(ability) && !homes.containsKey(ability)) {
                wanted.add(ability);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Set<Ability> most = Set.of();
        Path best = null;
        IOException refused = null;
        for (Path place : tree.fromOwnUpwards()) {
            try {
                Set<Ability> there = tried(tree, place, wanted);
                if (best == null || there.size() > most.size()) {
                    best = place;
                    most = there;
                }
            } catch (IOException e) {
                refused = refused == null ? e : refused;
            }
        }
        if (best != null) {
            Home home = new Home(tree, tree.group(kernel, best.resolve(name)), most);
            most.forEach(ability -> homes.put(ability, home));
        }
        for (Ability ability : wanted) {
            if (!most.contains(ability)) {
                refusals.put(ability, best == null ? noGroup(tree, refused) : noController(tree, ability, best));
            }
        }
    }

    private Set<Ability> tried(Tree tree, Path place, Set<Ability> wanted) throws IOException {
        if (!kernel.writable(place.resolve("cgroup.procs"))) {
            throw new IOException("cgroup.procs is not ours to write");
        }
        Group trial = tree.group(kernel, place.resolve(name));
        kernel.make(trial.path());
        try {
            List<Ability> able = new ArrayList<>(wanted);
            able.removeIf(ability -> !trial.has(ability));
            return Set.copyOf(able);
        } finally {
            kernel.remove(trial.path());
        }
    }

    private static String noGroup(Tree tree, @Nullable IOException refused) {
        String cause = refused == null ? "" : " (" + refused.getMessage() + ")";
        return "it needs a control group, and none can be made under " + tree.own() + cause + "; "
                + (tree.second()
                        ? "be root, or start it as systemd-run --user --scope -p Delegate=yes ./schism …"
                        : "be root, and in a container have " + tree.mount() + " mounted for writing");
    }

    private static String noController(Tree tree, Ability ability, Path best) {
        if (!tree.second()) {
            return "the kernel's " + ability.controller() + " groups have no " + ability.firstFile()
                    + "; take a kernel that was built with it";
        }
        return "the control group " + best + " does not pass the " + ability.controller()
                + " controller on; as root: echo +" + ability.controller() + " > "
                + tree.mount().resolve("cgroup.subtree_control")
                + ", as another user start it as systemd-run --user --scope -p Delegate=yes ./schism …";
    }
}
