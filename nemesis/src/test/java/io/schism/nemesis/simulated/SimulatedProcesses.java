package io.schism.nemesis.simulated;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Processes that live, stop and die; every start gives a new pid. Signals to the dead are errors, as careless callers deserve, and
 * so is whatever an interrupted thread asks for, as with ports that wait.
 */
public final class SimulatedProcesses implements ProcessControl {
    private final Map<Node, State> states = new ConcurrentHashMap<>();
    private final Map<Node, Long> pids = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private long nextPid = 1000;
    private int failingStarts;
    private volatile CountDownLatch startable = new CountDownLatch(0);

    SimulatedProcesses(List<Node> nodes) {
        nodes.forEach(this::born);
    }

    @Override
    public State state(Node node) {
        return states.getOrDefault(node, State.DEAD);
    }

    @Override
    public Optional<Long> pid(Node node) {
        return Optional.ofNullable(pids.get(node));
    }

    @Override
    public synchronized void kill(Node node) {
        note("kill", node);
        states.put(node, State.DEAD);
        pids.remove(node);
    }

    @Override
    public synchronized void terminate(Node node) {
        note("terminate", node);
        states.put(node, State.DEAD);
        pids.remove(node);
    }

    @Override
    public void start(Node node) {
        try {
            startable.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while " + node + " was starting", e);
        }
        startNow(node);
    }

    private synchronized void startNow(Node node) {
        note("start", node);
        if (failingStarts > 0) {
            failingStarts--;
            throw new FaultException("the port of " + node + " is in use");
        }
        if (state(node) == State.DEAD) {
            born(node);
        }
    }

    @Override
    public synchronized void pause(Node node) {
        note("pause", node);
        if (state(node) == State.DEAD) {
            throw new IllegalStateException("paused the dead " + node);
        }
        states.put(node, State.PAUSED);
    }

    @Override
    public synchronized void resume(Node node) {
        note("resume", node);
        if (state(node) == State.DEAD) {
            throw new IllegalStateException("resumed the dead " + node);
        }
        states.put(node, State.RUNNING);
    }

    /** Lets so many starts fail. */
    public synchronized void failStarts(int count) {
        failingStarts = count;
    }

    /** Lets starts take until the latch is open. */
    public void slowStarts(CountDownLatch until) {
        startable = until;
    }

    /** All calls so far: {@code "kill n1"}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private void born(Node node) {
        states.put(node, State.RUNNING);
        pids.put(node, nextPid++);
    }

    private void note(String what, Node node) {
        if (Thread.currentThread().isInterrupted()) {
            throw new FaultException("interrupted, so there was no " + what + " of " + node);
        }
        calls.add(what + " " + node);
    }
}
