package io.schism.harness.environment.local.cgroup;

import java.nio.file.Path;
import java.util.Set;

/**
 * The group above those of the nodes of one run, in one tree.
 *
 * @param group not made yet
 * @param abilities what the groups of the nodes are for, in this tree
 */
record Home(Tree tree, Group group, Set<Ability> abilities) {
    Home {
        abilities = Set.copyOf(abilities);
    }

    /** The group of a node. */
    Group of(String node) {
        return tree.group(group.kernel(), group.path().resolve(node));
    }

    Path path() {
        return group.path();
    }

    /** {@code "memory by cgroup v1 in /sys/fs/cgroup/memory"}. */
    String inWords(Ability ability) {
        return ability.controller() + " by cgroup v" + (tree.second() ? 2 : 1) + " in " + path().getParent();
    }
}
