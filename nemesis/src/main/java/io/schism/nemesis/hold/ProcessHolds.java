package io.schism.nemesis.hold;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one book in which overlapping faults write what they demand of a node's process. Dead beats frozen beats paused; a demand lasts
 * until the last fault that holds it lets go, and then the node is brought to what the others still demand. Without it, healing a kill
 * would wake a node that another fault holds paused, and two kills of one node would end with the first healing.
 *
 * <p>Safe for several threads: one lock a node, taken interruptibly, so a start that hangs keeps nobody else waiting for ever.
 */
public final class ProcessHolds {
    private final ProcessControl processes;
    private final Optional<FreezeControl> freezer;
    private final Map<Node, Ward> wards = new ConcurrentHashMap<>();

    public ProcessHolds(ProcessControl processes, Optional<FreezeControl> freezer) {
        this.processes = processes;
        this.freezer = freezer;
    }

    /** A demand on one node in force. */
    public interface Hold extends AutoCloseable {
        /**
         * Withdraws the demand, once, and brings the node to what is still demanded. When that failed, calling it again tries again;
         * otherwise it does nothing.
         *
         * @throws FaultException when the node does not follow
         */
        @Override
        void close();
    }

    /** Demands the node dead, by SIGKILL. */
    public Hold kill(Node node) {
        return hold(node, Demand.DEAD, processes::kill);
    }

    /** Demands the node dead, by SIGTERM first. */
    public Hold terminate(Node node) {
        return hold(node, Demand.DEAD, processes::terminate);
    }

    /** Demands the node stopped by SIGSTOP. */
    public Hold pause(Node node) {
        return hold(node, Demand.PAUSED, processes::kill);
    }

    /** Demands the node frozen by the kernel's freezer. */
    public Hold freeze(Node node) {
        return hold(node, Demand.FROZEN, processes::kill);
    }

    /** Kills the node and starts it at once, unless another fault demands it dead; then it stays dead. */
    public void restart(Node node) {
        whileDead(node, dead -> {});
    }

    /** Kills the node, lets the work be done on it while it is down, and brings it back to what is demanded. */
    public void whileDead(Node node, Consumer<Node> work) {
        ward(node).locked(ward -> {
            try {
                ward.die(processes::kill);
                work.accept(node);
            } finally {
                // Nobody demands this death, so nobody but this brings the node back.
                Uninterrupted.run(() -> ward.settle(processes::kill));
            }
        });
    }

    /** Brings a node that may have died by itself, of a full disk for example, to what is demanded: runs it when nobody holds it. */
    public void restore(Node node) {
        ward(node).locked(ward -> ward.settle(processes::kill));
    }

    /** Does something to a node's process that might stop or wake it, with no other fault at it, and puts that right afterwards. */
    public void undisturbed(Node node, Runnable work) {
        ward(node).locked(ward -> {
            State before = processes.state(node);
            try {
                work.run();
            } finally {
                Uninterrupted.run(() -> {
                    // Only what the work changed is put right: a node that died of something else is not for it to
                    // start.
                    if (processes.state(node) != before) {
                        ward.settle(processes::kill);
                    }
                });
            }
        });
    }

    /**
     * Looks at a node while no fault is bringing it from one state to another: between the start of a killed node and the moment in which it
     * is frozen again it would seem not to be held at all.
     */
    public <T> T settled(Node node, Supplier<T> look) {
        AtomicReference<T> seen = new AtomicReference<>();
        ward(node).locked(ward -> seen.set(look.get()));
        return Objects.requireNonNull(seen.get(), "what was seen");
    }

    /** Whether some fault demands the node dead now. */
    public boolean heldDead(Node node) {
        return ward(node).demands(Demand.DEAD);
    }

    /** The state, read from the operating system. */
    public State state(Node node) {
        return processes.state(node);
    }

    /** The process identifier, or empty when it is dead. */
    public Optional<Long> pid(Node node) {
        return processes.pid(node);
    }

    /** Whether the kernel's freezer holds it, read back. */
    public boolean frozen(Node node) {
        return freezer.map(control -> control.frozen(node)).orElse(false);
    }

    private Hold hold(Node node, Demand demand, Consumer<Node> death) {
        Ward ward = ward(node);
        ward.locked(held -> {
            held.add(demand, 1);
            try {
                held.settle(death);
            } catch (RuntimeException e) {
                held.add(demand, -1);
                held.settleAfter(e);
                throw e;
            }
        });
        AtomicBoolean withdrawn = new AtomicBoolean();
        AtomicBoolean settled = new AtomicBoolean();
        return () -> ward.locked(held -> {
            if (withdrawn.compareAndSet(false, true)) {
                held.add(demand, -1);
            }
            if (!settled.get()) {
                held.settle(processes::kill);
                settled.set(true);
            }
        });
    }

    private Ward ward(Node node) {
        return wards.computeIfAbsent(node, Ward::new);
    }

    private enum Demand {
        DEAD,
        FROZEN,
        PAUSED
    }

    private final class Ward {
        private final Node node;
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<Demand, Integer> holders = new EnumMap<>(Demand.class);
        private boolean mayBeFrozen;

        Ward(Node node) {
            this.node = node;
        }

        void locked(Consumer<Ward> work) {
            try {
                lock.lockInterruptibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FaultException("gave up waiting for another fault that is busy with " + node, e);
            }
            try {
                work.accept(this);
            } finally {
                lock.unlock();
            }
        }

        void add(Demand demand, int change) {
            holders.merge(demand, change, Integer::sum);
        }

        boolean demands(Demand demand) {
            return holders.getOrDefault(demand, 0) > 0;
        }

        void settle(Consumer<Node> death) {
            if (demands(Demand.DEAD)) {
                die(death);
                return;
            }
            if (demands(Demand.FROZEN) && frozen(node) && processes.state(node) != State.DEAD) {
                // Whatever else is demanded does not show on a frozen process; the thaw settles it.
                return;
            }
            thaw();
            live();
            if (demands(Demand.FROZEN)) {
                mayBeFrozen = true;
                freezer.orElseThrow(() -> new FaultException("there is no freezer for " + node))
                        .freeze(node);
            }
        }

        void die(Consumer<Node> death) {
            thaw();
            if (processes.state(node) != State.DEAD) {
                death.accept(node);
            }
            expect(State.DEAD);
        }

        void settleAfter(RuntimeException failure) {
            FaultException.undo(failure, () -> Uninterrupted.run(() -> settle(processes::kill)));
        }

        private void live() {
            State found = processes.state(node);
            if (found == State.DEAD) {
                processes.start(node);
                found = processes.state(node);
            }
            if (demands(Demand.PAUSED)) {
                if (found == State.RUNNING) {
                    processes.pause(node);
                }
                expect(State.PAUSED);
                return;
            }
            if (found == State.PAUSED) {
                processes.resume(node);
                found = processes.state(node);
            }
            expected(State.RUNNING, found);
        }

        /** Looks only where this book froze the node: a look costs every other fault a question to the environment. */
        private void thaw() {
            if (mayBeFrozen && frozen(node)) {
                freezer.ifPresent(control -> control.thaw(node));
            }
            mayBeFrozen = false;
        }

        private void expect(State wanted) {
            expected(wanted, processes.state(node));
        }

        private void expected(State wanted, State found) {
            if (found != wanted) {
                throw new FaultException("node " + node + " should be " + wanted + " and is " + found
                        + "; see its log in the run directory");
            }
        }
    }
}
