package io.schism.nemesis.simulated;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.DiskTrouble;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Disks of which a full one kills its node; damage stays until the data is thrown away. */
public final class SimulatedDisks implements DiskControl {
    private final SimulatedProcesses processes;
    private final List<Object> troubles = new CopyOnWriteArrayList<>();
    private final Set<Node> damaged = ConcurrentHashMap.newKeySet();
    private volatile int mostDamaged;

    SimulatedDisks(SimulatedProcesses processes) {
        this.processes = processes;
    }

    @Override
    public Optional<String> refusal(DiskTrouble trouble) {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(Damage damage) {
        return Optional.empty();
    }

    @Override
    public Optional<String> lossRefusal() {
        return Optional.empty();
    }

    @Override
    public Troubled trouble(Node node, DiskTrouble trouble) {
        if (trouble instanceof DiskTrouble.Full) {
            processes.kill(node);
        }
        AtomicLong looks = new AtomicLong();
        Troubled troubled = new Troubled() {
            @Override
            public long affected() {
                return looks.incrementAndGet();
            }

            @Override
            public void close() {
                troubles.remove(this);
            }
        };
        troubles.add(troubled);
        return troubled;
    }

    @Override
    public Damage.Done damage(Node node, Damage damage, long seed) {
        mustBeDead(node);
        damaged.add(node);
        mostDamaged = Math.max(mostDamaged, damaged.size());
        return new Damage.Done(damage.word() + " " + seed, 1);
    }

    @Override
    public long loseUnsynced(Node node) {
        mustBeDead(node);
        return 4096;
    }

    void forget(Node node) {
        damaged.remove(node);
    }

    /** Whether its files are damaged. */
    public boolean damaged(Node node) {
        return damaged.contains(node);
    }

    /** How many nodes were damaged at the same time at most. */
    public int mostDamaged() {
        return mostDamaged;
    }

    /** Whether no disk has trouble and no file is damaged. */
    public boolean sound() {
        return troubles.isEmpty() && damaged.isEmpty();
    }

    private void mustBeDead(Node node) {
        if (processes.state(node) != State.DEAD) {
            throw new FaultException(node + " must be dead for that");
        }
    }
}
