package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tree of control groups that is mounted here.
 *
 * @param second whether it is of the second version
 * @param controllers those of a tree of the first version; empty for the second, whose groups say what they have
 * @param mount its uppermost group that can be seen from here
 * @param own the group this process is in, or the uppermost one when that cannot be seen
 */
record Tree(boolean second, Set<String> controllers, Path mount, Path own) {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Path GROUPS = Path.of("/proc/self/cgroup");

    Tree {
        controllers = Set.copyOf(controllers);
    }

    Group group(Kernel kernel, Path path) {
        return second ? new SecondGroup(kernel, path) : new FirstGroup(kernel, path);
    }

    /** Whether that can be looked for here. */
    boolean mayHave(Ability ability) {
        return second || controllers.contains(ability.controller());
    }

    /** Our own group and those above it, nearest first. */
    List<Path> fromOwnUpwards() {
        List<Path> groups = new ArrayList<>();
        for (Path group = own; group != null && group.startsWith(mount); group = group.getParent()) {
            groups.add(group);
        }
        return groups;
    }

    /** The trees of this machine, those of the first version first; none where there is no such kernel. */
    static List<Tree> ofThisMachine(Kernel kernel) {
        try {
            return parse(kernel, kernel.read(MOUNTS), kernel.read(GROUPS));
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    /** Reads what the kernel says of mounts and of our groups ({@code proc(5)}, {@code cgroups(7)}). */
    static List<Tree> parse(Kernel kernel, String mounts, String groups) {
        List<Tree> first = new ArrayList<>();
        List<Tree> second = new ArrayList<>();
        for (String line : mounts.lines().toList()) {
            int dash = line.indexOf(" - ");
            if (dash < 0) {
                continue;
            }
            String[] fields = line.substring(0, dash).split(" ");
            String[] kind = line.substring(dash + 3).split(" ");
            if (fields.length < 5 || kind.length < 3) {
                continue;
            }
            Path mount = Path.of(unescaped(fields[4]));
            String root = unescaped(fields[3]);
            if (kind[0].equals("cgroup2")) {
                second.add(new Tree(true, Set.of(), mount, own(kernel, mount, root, path(groups, ""))));
            }
            if (kind[0].equals("cgroup")) {
                Set<String> words = Set.of(kind[2].split(","));
                Arrays.stream(Ability.values())
                        .map(Ability::controller)
                        .filter(words::contains)
                        .findFirst()
                        .ifPresent(controller -> first.add(
                                new Tree(false, words, mount, own(kernel, mount, root, path(groups, controller)))));
            }
        }
        first.addAll(second);
        return first;
    }

    /** Our path in the tree of a controller, the empty word for the second version: lines are {@code 4:memory:/path} and {@code 0::/path}. */
    private static String path(String groups, String controller) {
        return groups.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .filter(parts -> Arrays.asList(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2])
                .findFirst()
                .orElse("/");
    }

    /** A container may see only a part of the tree, and its own path named from the top of the whole. */
    private static Path own(Kernel kernel, Path mount, String root, String path) {
        String below = root.equals("/") || !(path + "/").startsWith(root + "/") ? path : path.substring(root.length());
        String relative =
                Arrays.stream(below.split("/")).filter(name -> !name.isEmpty()).collect(Collectors.joining("/"));
        Path own = relative.isEmpty() ? mount : mount.resolve(relative);
        return own.normalize().startsWith(mount) && kernel.there(own) ? own : mount;
    }

    /** Blanks and the like stand as {@code \040}. */
    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
