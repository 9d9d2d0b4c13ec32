package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Trees of control groups in memory, of both versions, with the manners of the kernel that matter here: a tree of the first version freezes
 * only at the second word and lets nobody die who is frozen, refuses a limit below what is used, and orders the two limits of memory; one of
 * the second passes controllers on only where it is told and no process is, and kills who is above a new limit.
 */
final class FakeKernel implements Kernel {
    private static final String NONE = "9223372036854771712";

    private final Map<Path, Made> groups = new TreeMap<>();
    private final Map<Path, String> files = new HashMap<>();
    private final Set<Path> closed = new HashSet<>();

    /** Mounts a tree of the first version. */
    FakeKernel first(String mount, String controller) {
        groups.put(Path.of(mount), new Made(false, controller, true));
        return this;
    }

    /** Mounts a tree of the second version, which has memory and cpu and passes none of it on yet. */
    FakeKernel second(String mount) {
        groups.put(Path.of(mount), new Made(true, "", true));
        return this;
    }

    /** A group of somebody else. */
    FakeKernel group(String path) throws IOException {
        make(Path.of(path));
        return this;
    }

    /** Nobody but others may write this group. */
    FakeKernel closed(String path) {
        closed.add(Path.of(path));
        return this;
    }

    FakeKernel file(String path, String text) {
        files.put(Path.of(path), text);
        return this;
    }

    FakeKernel passes(String group, String controllers) {
        groups.get(Path.of(group)).passed.addAll(List.of(controllers.split(" ")));
        return this;
    }

    /** A process that was there before us. */
    FakeKernel process(String group, long pid) {
        groups.get(Path.of(group)).members.add(pid);
        return this;
    }

    /** All groups but those uppermost ones. */
    List<Path> all() {
        return groups.entrySet().stream()
                .filter(entry -> !entry.getValue().top)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Somebody in the group asks for memory. */
    synchronized void ask(Path group, long bytes) {
        Made made = groups.get(group);
        if (made.usage + bytes > made.limit()) {
            made.outOfMemory();
        } else {
            made.usage += bytes;
        }
    }

    /** The machine itself has no memory left, whatever the group may use. */
    synchronized void starve(Path group) {
        groups.get(group).outOfMemory();
    }

    /** A period goes by in which everybody in the group is busy. */
    synchronized void period(Path group) {
        Made made = groups.get(group);
        if (made.quota()) {
            made.throttled++;
        }
    }

    synchronized String text(String file) throws IOException {
        return read(Path.of(file));
    }

    @Override
    public synchronized boolean there(Path path) {
        Made group = groups.get(path.getParent());
        return groups.containsKey(path) || files.containsKey(path) || (group != null && group.has(path));
    }

    @Override
    public synchronized boolean writable(Path path) {
        return there(path) && open(path);
    }

    /** What we made in a place that is open to us is ours. */
    private boolean open(Path path) {
        return closed.stream().noneMatch(path.getParent()::equals);
    }

    @Override
    public synchronized String read(Path file) throws IOException {
        if (files.containsKey(file)) {
            return files.get(file);
        }
        Made group = groups.get(file.getParent());
        if (group == null || !group.has(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return group.read(file.getFileName().toString());
    }

    @Override
    public synchronized void write(Path file, String text) throws IOException {
        Made group = groups.get(file.getParent());
        if (group == null || !group.has(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!open(file)) {
            throw new AccessDeniedException(file.toString());
        }
        String name = file.getFileName().toString();
        if (name.equals("cgroup.procs")) {
            admit(file.getParent(), Long.parseLong(text));
            return;
        }
        if (name.equals("cgroup.subtree_control")) {
            pass(file.getParent(), text.substring(1));
            return;
        }
        group.write(name, text);
    }

    private void admit(Path path, long pid) throws IOException {
        Made into = groups.get(path);
        if (into.second && !into.top && !into.passed.isEmpty()) {
            throw new FileSystemException(path.toString(), null, "Device or resource busy");
        }
        groups.values().stream()
                .filter(other -> other.second == into.second && other.controller.equals(into.controller))
                .forEach(other -> other.members.remove(pid));
        into.members.add(pid);
    }

    private void pass(Path path, String controller) throws IOException {
        Made made = groups.get(path);
        if (!made.top && !made.available.contains(controller)) {
            throw new NoSuchFileException(path.toString(), null, "the controller is not passed to it");
        }
        if (!made.top && !made.members.isEmpty()) {
            throw new FileSystemException(path.toString(), null, "Device or resource busy");
        }
        made.passed.add(controller);
    }

    @Override
    public synchronized void make(Path group) throws IOException {
        if (groups.containsKey(group)) {
            return;
        }
        Made parent = groups.get(group.getParent());
        if (parent == null) {
            throw new NoSuchFileException(group.toString());
        }
        if (closed.contains(group.getParent())) {
            throw new AccessDeniedException(group.toString());
        }
        Made made = new Made(parent.second, parent.controller, false);
        made.available.addAll(parent.passed);
        groups.put(group, made);
    }

    @Override
    public synchronized void remove(Path group) throws IOException {
        Made made = groups.get(group);
        if (made == null) {
            return;
        }
        if (!made.members.isEmpty() || !under(group).isEmpty()) {
            throw new FileSystemException(group.toString(), null, "Device or resource busy");
        }
        groups.remove(group);
    }

    @Override
    public synchronized List<Path> under(Path group) {
        return groups.keySet().stream()
                .filter(each -> group.equals(each.getParent()))
                .toList();
    }

    @Override
    public synchronized void kill(long pid) {
        boolean mustWait = groups.values().stream()
                .anyMatch(group -> group.members.contains(pid) && !group.second && group.state.startsWith("FR"));
        for (Made group : groups.values()) {
            if (group.members.contains(pid)) {
                group.dying.add(pid);
            }
            if (!mustWait) {
                group.members.remove(pid);
            }
        }
    }

    /** One group. */
    private final class Made {
        private final boolean second;
        private final String controller;
        private final boolean top;
        private final Set<String> available = new HashSet<>();
        private final Set<String> passed = new HashSet<>();
        private final List<Long> members = new ArrayList<>();
        private final List<Long> dying = new ArrayList<>();
        private final Map<String, String> values = new HashMap<>();
        private String state = "THAWED";
        private long usage = 100 << 20;
        private long kills;
        private long throttled;

        Made(boolean second, String controller, boolean top) {
            this.second = second;
            this.controller = controller;
            this.top = top;
        }

        boolean has(Path file) {
            return names().contains(file.getFileName().toString());
        }

        private Set<String> names() {
            Set<String> names = new HashSet<>(Set.of("cgroup.procs"));
            if (second) {
                names.add("cgroup.subtree_control");
                if (!top) {
                    names.addAll(Set.of("cgroup.freeze", "cgroup.events"));
                }
                if (available.contains("memory")) {
                    names.addAll(Set.of("memory.max", "memory.swap.max", "memory.current", "memory.events"));
                    names.add("memory.oom.group");
                }
                if (available.contains("cpu")) {
                    names.addAll(Set.of("cpu.max", "cpu.stat"));
                }
                return names;
            }
            switch (controller) {
                case "freezer" -> names.addAll(top ? Set.of() : Set.of("freezer.state"));
                case "memory" -> {
                    names.addAll(Set.of("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"));
                    names.addAll(Set.of("memory.usage_in_bytes", "memory.oom_control"));
                }
                default -> names.addAll(Set.of("cpu.cfs_period_us", "cpu.cfs_quota_us", "cpu.stat"));
            }
            return names;
        }

        String read(String name) {
            return switch (name) {
                case "cgroup.procs" ->
                    String.join("\n", members.stream().map(String::valueOf).toList());
                case "freezer.state" -> state;
                case "cgroup.events" ->
                    "populated " + (members.isEmpty() ? 0 : 1) + "\nfrozen " + (state.equals("FROZEN") ? 1 : 0);
                case "memory.usage_in_bytes", "memory.current" -> Long.toString(usage);
                case "memory.oom_control" -> "oom_kill_disable 0\nunder_oom 0\noom_kill " + kills;
                case "memory.events" -> "low 0\nhigh 0\nmax 3\noom 1\noom_kill " + kills;
                case "cpu.stat" -> "nr_periods 7\nnr_throttled " + throttled + "\nthrottled_time 4711";
                case "cgroup.subtree_control" -> String.join(" ", passed);
                default -> values.getOrDefault(name, "");
            };
        }

        void write(String name, String text) throws IOException {
            switch (name) {
                case "freezer.state" -> state = text.equals("FROZEN") && state.equals("THAWED") ? "FREEZING" : text;
                case "cgroup.freeze" -> state = text.equals("1") ? "FROZEN" : "THAWED";
                case "memory.limit_in_bytes" -> firstLimit(name, text, number(text) > swapLimit());
                case "memory.memsw.limit_in_bytes" -> firstLimit(name, text, number(text) < limit());
                default -> values.put(name, text);
            }
            if (state.equals("THAWED")) {
                members.removeAll(dying);
                dying.clear();
            }
            if (name.equals("memory.max") && limit() < usage) {
                outOfMemory();
            }
        }

        private void firstLimit(String name, String text, boolean disordered) throws IOException {
            if (disordered) {
                throw new FileSystemException(name, null, "Invalid argument");
            }
            if (number(text) < usage) {
                throw new FileSystemException(name, null, "Device or resource busy");
            }
            values.put(name, text);
        }

        long limit() {
            return number(values.getOrDefault(second ? "memory.max" : "memory.limit_in_bytes", NONE));
        }

        private long swapLimit() {
            return number(values.getOrDefault("memory.memsw.limit_in_bytes", NONE));
        }

        boolean quota() {
            String most = values.getOrDefault(second ? "cpu.max" : "cpu.cfs_quota_us", "-1");
            return !most.startsWith("max") && !most.equals("-1");
        }

        void outOfMemory() {
            kills += members.size();
            members.clear();
            usage = 0;
        }

        private static long number(String text) {
            return text.equals("-1") || text.equals("max") ? Long.parseLong(NONE) : Long.parseLong(text);
        }
    }
}
