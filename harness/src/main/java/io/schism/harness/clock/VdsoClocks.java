package io.schism.harness.clock;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each node's process a clock of its own through its vDSO. A process that starts later has a clean one: the environment says
 * {@link #started(Node)} and a skew in force is applied again. What it cannot reach: programs that ask the kernel directly, and kernel
 * timers, which run on true time. Safe for several threads: what is done to a node is done undisturbed.
 */
public final class VdsoClocks implements ClockControl {
    private final Function<Node, Optional<TargetProcess>> processes;
    private final BiConsumer<Node, Runnable> undisturbed;
    private final Supplier<Optional<String>> refusal;
    private final Optional<String> monotonicRefusal;
    private final Map<Node, State> states = new ConcurrentHashMap<>();
    private final Map<Node, SkewedProcess> looked = new ConcurrentHashMap<>();

    /**
     * Clocks over the processes of an environment.
     *
     * @param processes the process of a node now, or empty when it is dead
     * @param undisturbed does something with a node while nobody else signals or starts its process; reentrant
     * @param refusal why it cannot be done on this machine, or empty; asked when somebody wants to know; see {@link VdsoProbe}
     * @param monotonicRefusal why the monotonic clock of this system should be left alone, or empty
     */
    public VdsoClocks(
            Function<Node, Optional<TargetProcess>> processes,
            BiConsumer<Node, Runnable> undisturbed,
            Supplier<Optional<String>> refusal,
            Optional<String> monotonicRefusal) {
        this.processes = processes;
        this.undisturbed = undisturbed;
        this.refusal = refusal;
        this.monotonicRefusal = monotonicRefusal;
    }

    @Override
    public Optional<String> refusal() {
        return refusal.get();
    }

    @Override
    public Optional<String> monotonicRefusal() {
        return monotonicRefusal;
    }

    @Override
    public void skew(Node node, Skew wall, Skew monotonic) {
        undisturbed.accept(node, () -> {
            State state = states.computeIfAbsent(node, name -> new State());
            state.wall = wall;
            state.monotonic = monotonic;
            apply(node, state);
        });
    }

    @Override
    public void reset(Node node) {
        undisturbed.accept(node, () -> restore(node));
    }

    private void restore(Node node) {
        State state = states.get(node);
        SkewedProcess skewed = state == null ? null : state.process;
        if (skewed != null && processes.apply(node).isPresent()) {
            guarded(node, "give the true time back to", skewed::restore);
        }
        // Only now: when it failed it is tried again.
        states.remove(node);
    }

    @Override
    public synchronized Duration offset(Node node) {
        return readBack(node, SkewedProcess::offset);
    }

    @Override
    public synchronized Duration monotonicOffset(Node node) {
        return readBack(node, SkewedProcess::monotonicOffset);
    }

    /** Looks at the process of a node before its clock is changed, so that changing it then takes less time. */
    public void prepare(Node node) {
        undisturbed.accept(node, () -> {
            Optional<TargetProcess> process = processes.apply(node);
            if (process.isPresent()) {
                guarded(node, "look at the memory of", () -> looked.put(node, SkewedProcess.of(process.get())));
            }
        });
    }

    /** A new process stands for this node; the skew in force, if any, is applied to it from its beginning: drift starts anew. */
    public void started(Node node) {
        undisturbed.accept(node, () -> {
            looked.remove(node);
            State state = states.get(node);
            if (state != null) {
                state.process = null;
                apply(node, state);
            }
        });
    }

    private Duration readBack(Node node, Reading reading) {
        State state = states.get(node);
        if (state == null || state.process == null) {
            return Duration.ZERO;
        }
        SkewedProcess skewed = state.process;
        Duration[] answer = {Duration.ZERO};
        guarded(node, "read back the clock of", () -> answer[0] = reading.of(skewed));
        return answer[0];
    }

    private void apply(Node node, State state) {
        Optional<TargetProcess> process = processes.apply(node);
        if (process.isEmpty()) {
            state.process = null;
            return; // applied when it starts
        }
        guarded(node, "skew the clock of", () -> {
            SkewedProcess skewed = state.process;
            if (skewed == null) {
                SkewedProcess prepared = looked.remove(node);
                skewed = prepared != null && prepared.current() ? prepared : SkewedProcess.of(process.get());
                state.process = skewed;
            }
            skewed.skew(state.wall, state.monotonic);
        });
    }

    private static void guarded(Node node, String deed, Step step) {
        try {
            step.take();
        } catch (IOException e) {
            throw new FaultException("could not " + deed + " " + node + ": " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        Duration of(SkewedProcess process) throws IOException;
    }

    private static final class State {
        private Skew wall = Skew.NONE;
        private Skew monotonic = Skew.NONE;
        private @Nullable SkewedProcess process;
    }
}
