package io.schism.nemesis.simulated;

import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Processor time and memory; a squeezed node dies at once. */
public final class SimulatedResources {
    private final List<Object> inForce = new CopyOnWriteArrayList<>();
    private final SimulatedProcesses processes;

    SimulatedResources(SimulatedProcesses processes) {
        this.processes = processes;
    }

    /** Whether nothing is taken from any node. */
    public boolean free() {
        return inForce.isEmpty();
    }

    public CpuControl cpu() {
        return new Cpu();
    }

    public MemoryControl memory() {
        return new Memory();
    }

    private final class Cpu implements CpuControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Limited limit(Node node, double cores) {
            AtomicLong looks = new AtomicLong();
            Limited limited = new Limited() {
                @Override
                public long throttled() {
                    return looks.incrementAndGet();
                }

                @Override
                public void close() {
                    inForce.remove(this);
                }
            };
            inForce.add(limited);
            return limited;
        }
    }

    private final class Memory implements MemoryControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Squeezed squeeze(Node node) {
            processes.kill(node);
            Squeezed squeezed = new Squeezed() {
                @Override
                public long kills() {
                    return 1;
                }

                @Override
                public void close() {
                    inForce.remove(this);
                }
            };
            inForce.add(squeezed);
            return squeezed;
        }
    }
}
