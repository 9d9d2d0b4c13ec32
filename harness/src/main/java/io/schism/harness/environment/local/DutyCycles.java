package io.schism.harness.environment.local;

import io.schism.harness.environment.process.Shell;
import io.schism.harness.environment.process.Signals;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Recurring;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds processes back without a control group, which takes rights: a process that may use a twentieth of a core is stopped by a signal, let
 * go for five milliseconds, and stopped again, for so long that it cannot use more even if all its threads run at once. It comes in larger
 * pieces than the kernel's own quota, and to whoever talks to the node looks the same. Safe for several threads.
 */
final class DutyCycles implements CpuControl, AutoCloseable {
    private static final Duration AWAKE = Duration.ofMillis(5);

    private final Function<Node, NodeProcess> processes;
    private final Shell shell;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Map<Node, Cycle> cycles = new HashMap<>();
    private @Nullable Signals signals;

    DutyCycles(Function<Node, NodeProcess> processes, Shell shell) {
        this.processes = processes;
        this.shell = shell;
    }

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public synchronized Limited limit(Node node, double cores) {
        Cycle cycle = cycles.computeIfAbsent(node, name -> new Cycle(processes.apply(name)));
        Share share = new Share(cycle, cores);
        List<Share> with = new ArrayList<>(cycle.shares);
        with.add(share);
        try {
            cycle.turn(with);
        } catch (FaultException e) {
            FaultException.undo(e, () -> cycle.turn(cycle.shares));
            throw e;
        }
        return share;
    }

    /** Does nothing the second time, unless it failed: then it tries again. */
    private synchronized void lift(Share share) {
        Cycle cycle = share.cycle;
        if (cycle.shares.contains(share)) {
            cycle.turn(cycle.shares.stream().filter(other -> other != share).toList());
        }
    }

    private Signals signals() {
        Signals open = signals;
        if (open == null) {
            open = new Signals(shell);
            signals = open;
        }
        return open;
    }

    /** Ends all cycles. */
    @Override
    public synchronized void close() {
        for (Cycle cycle : cycles.values()) {
            cycle.turn(List.of());
        }
        if (signals != null) {
            signals.close();
        }
    }

    /** How long a process sleeps for every time it is awake, so that it uses no more than so many cores. */
    static Duration asleep(double cores, int processors) {
        double rounds = Math.max(0, processors / cores - 1);
        return Duration.ofNanos(Math.round(AWAKE.toNanos() * rounds));
    }

    private final class Cycle {
        private final NodeProcess process;
        private List<Share> shares = List.of();
        private final AtomicLong naps = new AtomicLong();
        private @Nullable Recurring recurring;

        Cycle(NodeProcess process) {
            this.process = process;
        }

        /** Goes on at the pace of the tightest of these shares, or not at all; they are those in force when it returns. */
        void turn(List<Share> wanted) {
            if (recurring != null) {
                recurring.close();
                recurring = null;
            }
            Optional<Duration> asleep = wanted.stream()
                    .min(Comparator.comparingDouble(share -> share.cores))
                    .map(share -> asleep(share.cores, processors))
                    .filter(time -> !time.isZero());
            if (asleep.isEmpty()) {
                process.rouse(signals());
                shares = List.copyOf(wanted);
                return;
            }
            process.nap(signals());
            recurring = Recurring.start("duty cycle of " + process, asleep.get(), round -> {
                if (round > 0) {
                    process.wake(signals());
                    rest();
                }
                if (process.nap(signals())) {
                    naps.incrementAndGet();
                }
                return true;
            });
            shares = List.copyOf(wanted);
        }

        long count() {
            synchronized (DutyCycles.this) {
                Optional.ofNullable(recurring).flatMap(Recurring::failure).ifPresent(failure -> {
                    throw failure;
                });
            }
            return naps.get();
        }

        private static void rest() {
            try {
                TimeUnit.NANOSECONDS.sleep(AWAKE.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FaultException("interrupted between two naps of a node", e);
            }
        }
    }

    private final class Share implements Limited {
        private final Cycle cycle;
        private final double cores;
        private final long before;

        Share(Cycle cycle, double cores) {
            this.cycle = cycle;
            this.cores = cores;
            this.before = cycle.naps.get();
        }

        @Override
        public long throttled() {
            return cycle.count() - before;
        }

        @Override
        public void close() {
            lift(this);
        }
    }
}
