package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/** A group of the second version: one tree for all, and a group has those controllers that the one above it passes on. */
record SecondGroup(Kernel kernel, Path path) implements Group {
    private static final String UNLIMITED = "max";

    @Override
    public boolean has(Ability ability) {
        return there(ability.secondFile());
    }

    @Override
    public void pass(Set<Ability> abilities) throws IOException {
        for (Ability ability : abilities) {
            if (ability != Ability.FREEZE) {
                write("cgroup.subtree_control", "+" + ability.controller());
            }
        }
    }

    @Override
    public void freeze() throws IOException {
        write("cgroup.freeze", "1");
    }

    @Override
    public void thaw() throws IOException {
        write("cgroup.freeze", "0");
    }

    @Override
    public boolean frozen() throws IOException {
        return Group.number(read("cgroup.events"), "frozen") == 1;
    }

    /** The kernel takes every limit and kills when it cannot bring the use down to it; whole nodes, where it can be told so. */
    @Override
    public void limitMemory(long bytes) throws IOException {
        if (there("memory.oom.group")) {
            write("memory.oom.group", "1");
        }
        if (countsSwap()) {
            write("memory.swap.max", "0");
        }
        write("memory.max", Long.toString(bytes));
    }

    @Override
    public void freeMemory() throws IOException {
        write("memory.max", UNLIMITED);
        if (countsSwap()) {
            write("memory.swap.max", UNLIMITED);
        }
    }

    private boolean countsSwap() {
        return there("memory.swap.max");
    }

    @Override
    public long memory() throws IOException {
        return Long.parseLong(read("memory.current"));
    }

    @Override
    public long kills() throws IOException {
        return Group.number(read("memory.events"), "oom_kill");
    }

    @Override
    public void quota(OptionalLong microseconds) throws IOException {
        String most = microseconds.isPresent() ? Long.toString(microseconds.getAsLong()) : UNLIMITED;
        write("cpu.max", most + " " + GroupShares.PERIOD);
    }
}
