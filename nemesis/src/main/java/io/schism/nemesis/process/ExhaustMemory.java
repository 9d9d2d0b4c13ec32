package io.schism.nemesis.process;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.MemoryControl.Squeezed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Takes memory from nodes until the kernel kills them.
 *
 * <h2>Phases</h2>
 * The limit is lowered; the kernel kills; held dead against every other fault; the memory is given back and the node started.
 *
 * <h2>Failure modes</h2>
 * A node that asks for no memory is not killed within ten seconds: the injection fails and the memory is given back. One that another
 * fault has stopped, or ends first, asks for none: the fault is left out.
 */
record ExhaustMemory(List<Node> nodes, MemoryControl memory, ProcessHolds processes) implements Fault {
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(10);
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 20;

    static FaultFamily family() {
        return new FaultFamily(
                "memory",
                Victims.variants(
                        "lets the kernel kill for want of memory",
                        Nature.LASTING,
                        targets -> Targets.refusal(targets.memory(), "control of memory", MemoryControl::refusal),
                        (planned, targets, random) -> new ExhaustMemory(
                                Victims.draw(Aim.parse(planned.variant()), targets, random),
                                targets.memory().orElseThrow(),
                                targets.processes())));
    }

    @Override
    public String name() {
        return "memory of " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        for (Node node : nodes) {
            if (stopped(node)) {
                throw asksForNone(node);
            }
        }
        try {
            return exhausted(PerNode.of(nodes, memory::squeeze));
        } catch (RuntimeException e) {
            // One may have been killed before the other could not be limited.
            Uninterrupted.run(() -> nodes.forEach(processes::restore));
            throw e;
        }
    }

    private Healing exhausted(PerNode<Squeezed> squeezed) {
        PerNode<Hold> held;
        try {
            nodes.forEach(node -> awaitDeath(node, squeezed.on(node)));
            held = PerNode.of(nodes, processes::kill);
        } catch (RuntimeException e) {
            Uninterrupted.run(squeezed::close);
            throw e;
        }
        return Healing.of(
                () -> Readings.of(nodes, node -> read(node, squeezed.on(node).kills())), () -> {
                    squeezed.close();
                    held.close();
                });
    }

    private Reading read(Node node, long kills) {
        return new Reading(
                kills > 0 && processes.state(node) == State.DEAD,
                "the kernel killed " + node + " " + kills + " times",
                kills);
    }

    private void awaitDeath(Node node, Squeezed squeezed) {
        if (!within(KILLED_WITHIN, node, () -> processes.state(node) == State.DEAD)) {
            throw stopped(node)
                    ? asksForNone(node)
                    : new FaultException(node + " was not killed for want of memory within " + KILLED_WITHIN.toSeconds()
                            + " s; it asked for none");
        }
        // Whoever counts may learn of the death a moment after us.
        if (!within(COUNTED_WITHIN, node, () -> squeezed.kills() > 0)) {
            throw asksForNone(node);
        }
    }

    private boolean stopped(Node node) {
        return processes.state(node) != State.RUNNING || processes.frozen(node);
    }

    private static NotNowException asksForNone(Node node) {
        return new NotNowException(node + " is dead or stopped by something else and asks for no memory");
    }

    private static boolean within(Duration time, Node node, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FaultException("interrupted while waiting for " + node + " to be killed", e);
            }
        }
        return true;
    }
}
