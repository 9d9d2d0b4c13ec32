package io.schism.harness.environment.local.cgroup;

/** What a control group can do to a node, and by which of its files one sees that it can. */
enum Ability {
    FREEZE("freezer", "freezer.state", "cgroup.freeze"),
    MEMORY("memory", "memory.limit_in_bytes", "memory.max"),
    PROCESSOR("cpu", "cpu.cfs_quota_us", "cpu.max");

    private final String controller;
    private final String firstFile;
    private final String secondFile;

    Ability(String controller, String firstFile, String secondFile) {
        this.controller = controller;
        this.firstFile = firstFile;
        this.secondFile = secondFile;
    }

    /** The kernel's word for it; the second version freezes without a controller. */
    String controller() {
        return controller;
    }

    /** The file in a group of the first version. */
    String firstFile() {
        return firstFile;
    }

    /** The file in a group of the second version. */
    String secondFile() {
        return secondFile;
    }
}
