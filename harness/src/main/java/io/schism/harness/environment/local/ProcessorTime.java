package io.schism.harness.environment.local;

import io.schism.harness.environment.local.cgroup.ControlGroups;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.Node;
import java.util.Optional;

/** Holds processes back by the kernel's quota where the run was prepared for it and the machine lends one, otherwise by signals. */
final class ProcessorTime implements CpuControl, AutoCloseable {
    private final ControlGroups groups;
    private final CpuControl quotas;
    private final DutyCycles cycles;

    ProcessorTime(ControlGroups groups, DutyCycles cycles) {
        this.groups = groups;
        this.quotas = groups.cpu();
        this.cycles = cycles;
    }

    @Override
    public Optional<String> refusal() {
        return cycles.refusal();
    }

    @Override
    public Limited limit(Node node, double cores) {
        return groups.haveQuotas() ? quotas.limit(node, cores) : cycles.limit(node, cores);
    }

    @Override
    public void close() {
        cycles.close();
    }
}
