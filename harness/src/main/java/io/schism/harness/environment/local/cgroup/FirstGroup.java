package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/** A group of the first version, in which every controller has a tree of its own. */
record FirstGroup(Kernel kernel, Path path) implements Group {
    private static final String UNLIMITED = "-1";

    @Override
    public boolean has(Ability ability) {
        return there(ability.firstFile());
    }

    @Override
    public void pass(Set<Ability> abilities) {
        // Here every group has what its tree has.
    }

    @Override
    public void freeze() throws IOException {
        write("freezer.state", "FROZEN");
    }

    @Override
    public void thaw() throws IOException {
        write("freezer.state", "THAWED");
    }

    @Override
    public boolean frozen() throws IOException {
        return read("freezer.state").equals("FROZEN"); // FREEZING as long as one of them still moves
    }

    /** The kernel refuses a limit to which it cannot bring the use down. The one with swap must never be the smaller of the two. */
    @Override
    public void limitMemory(long bytes) throws IOException {
        write("memory.limit_in_bytes", Long.toString(bytes));
        if (countsSwap()) {
            write("memory.memsw.limit_in_bytes", Long.toString(bytes));
        }
    }

    @Override
    public void freeMemory() throws IOException {
        if (countsSwap()) {
            write("memory.memsw.limit_in_bytes", UNLIMITED);
        }
        write("memory.limit_in_bytes", UNLIMITED);
    }

    private boolean countsSwap() {
        return there("memory.memsw.limit_in_bytes");
    }

    @Override
    public long memory() throws IOException {
        return Long.parseLong(read("memory.usage_in_bytes"));
    }

    @Override
    public long kills() throws IOException {
        return Group.number(read("memory.oom_control"), "oom_kill");
    }

    @Override
    public void quota(OptionalLong microseconds) throws IOException {
        write("cpu.cfs_period_us", Long.toString(GroupShares.PERIOD));
        write("cpu.cfs_quota_us", microseconds.isPresent() ? Long.toString(microseconds.getAsLong()) : UNLIMITED);
    }
}
