package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Signals to the first process of a node's container, which come from outside of its namespace and so always take effect. Safe for several
 * threads: one deed a node at a time, and no look while a clock fault has it frozen for a moment.
 */
final class ContainerProcesses implements ProcessControl {
    private static final int GRACE_SECONDS = 10;

    private final DockerClient client;
    private final Function<Node, Pod> pods;
    private final Predicate<Node> renewed;
    private final Consumer<Node> started;
    private final Freezer freezer;
    private final HostProcesses host;
    private final Map<Node, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * @param renewed makes and starts a new container for a node that cannot be started in the one it has, and says whether it did
     * @param started told of every start
     */
    ContainerProcesses(
            DockerClient client,
            Freezer freezer,
            HostProcesses host,
            Function<Node, Pod> pods,
            Predicate<Node> renewed,
            Consumer<Node> started) {
        this.client = client;
        this.freezer = freezer;
        this.host = host;
        this.pods = pods;
        this.renewed = renewed;
        this.started = started;
    }

    /** Does something with a node while nobody else signals, freezes or starts it; reentrant. */
    void undisturbed(Node node, Runnable work) {
        ReentrantLock lock = locks.computeIfAbsent(node, name -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while waiting for a turn at " + node, e);
        }
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public State state(Node node) {
        State[] state = {State.DEAD};
        undisturbed(node, () -> state[0] = state(node, inspect(node)));
        return state[0];
    }

    private State state(Node node, ContainerState state) {
        if (!Boolean.TRUE.equals(state.getRunning())) {
            return State.DEAD;
        }
        if (Boolean.TRUE.equals(state.getPaused())) {
            return State.PAUSED;
        }
        return stopped(node, state) ? State.PAUSED : State.RUNNING;
    }

    @Override
    public Optional<Long> pid(Node node) {
        ContainerState state = inspect(node);
        return Boolean.TRUE.equals(state.getRunning()) ? Optional.ofNullable(state.getPidLong()) : Optional.empty();
    }

    @Override
    public void kill(Node node) {
        undisturbed(node, () -> signalAndAwaitTheEnd(node, "KILL"));
    }

    @Override
    public void terminate(Node node) {
        undisturbed(node, () -> {
            if (state(node) == State.PAUSED) {
                freezer.thaw(container(node)); // neither a frozen nor a stopped process can act on SIGTERM
                resume(node);
            }
            signalAndAwaitTheEnd(node, "TERM");
        });
    }

    @Override
    public void start(Node node) {
        undisturbed(node, () -> startStopped(node));
    }

    private void startStopped(Node node) {
        if (Boolean.TRUE.equals(inspect(node).getRunning())) {
            return;
        }
        try {
            if (!renewed.test(node)) {
                client.startContainerCmd(container(node)).exec();
            }
            started.accept(node);
        } catch (NotModifiedException runs) {
            return; // it was running
        } catch (DockerException e) {
            throw failed("start", node, e);
        } catch (EnvironmentException e) {
            throw new FaultException("could not make a new container for " + node + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void pause(Node node) {
        undisturbed(node, () -> stop(node));
    }

    private void stop(Node node) {
        ContainerState state = inspect(node);
        stopOrContinue(node, state, "STOP");
        if (Boolean.TRUE.equals(state.getPaused())) {
            return; // the signal is pending and takes effect with the thaw
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        while (!stopped(node, state)) {
            if (System.nanoTime() > deadline) {
                throw new FaultException(node + " did not stop within " + GRACE_SECONDS + " s of SIGSTOP");
            }
        }
    }

    @Override
    public void resume(Node node) {
        undisturbed(node, () -> {
            ContainerState state = inspect(node);
            if (state(node, state) == State.PAUSED) {
                stopOrContinue(node, state, "CONT");
            }
        });
    }

    private void stopOrContinue(Node node, ContainerState state, String signal) {
        Long pid = state.getPidLong();
        if (pid == null || !host.signal(signal, pid, pods.apply(node))) {
            signal(node, signal);
        }
    }

    private boolean stopped(Node node, ContainerState state) {
        Long pid = state.getPidLong();
        return Optional.ofNullable(pid)
                .flatMap(number -> host.stopped(number, pods.apply(node)))
                .orElseGet(() -> stoppedSaysTheEngine(node));
    }

    private boolean stoppedSaysTheEngine(Node node) {
        try {
            var top = client.topContainerCmd(container(node))
                    .withPsArgs("-o pid,stat")
                    .exec();
            List<String> titles = Arrays.asList(top.getTitles());
            int state = titles.indexOf("STAT");
            String[][] processes = top.getProcesses();
            return processes.length > 0 && Arrays.stream(processes).allMatch(row -> row[state].startsWith("T"));
        } catch (DockerException gone) {
            return false; // it ended between the question and the look
        }
    }

    private void signalAndAwaitTheEnd(Node node, String signal) {
        if (!Boolean.TRUE.equals(inspect(node).getRunning())) {
            return;
        }
        if (!signal(node, signal)) {
            return;
        }
        try (WaitContainerResultCallback end =
                client.waitContainerCmd(container(node)).exec(new WaitContainerResultCallback())) {
            if (!end.awaitCompletion(GRACE_SECONDS, TimeUnit.SECONDS)) {
                signal(node, "KILL");
                end.awaitCompletion(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while waiting for the end of " + node, e);
        } catch (IOException e) {
            throw new FaultException("lost the container engine while waiting for the end of " + node, e);
        }
    }

    private boolean signal(Node node, String signal) {
        try {
            client.killContainerCmd(container(node)).withSignal(signal).exec();
            return true;
        } catch (DockerException e) {
            if (!Boolean.TRUE.equals(inspect(node).getRunning())) {
                return false; // dead already
            }
            throw failed("send SIG" + signal + " to", node, e);
        }
    }

    private ContainerState inspect(Node node) {
        if (container(node).isEmpty()) {
            return new InspectContainerResponse().new ContainerState(); // a place that was furnished and never used
        }
        try {
            return client.inspectContainerCmd(container(node)).exec().getState();
        } catch (DockerException e) {
            throw failed("look at", node, e);
        }
    }

    private String container(Node node) {
        return pods.apply(node).container();
    }

    private static FaultException failed(String deed, Node node, DockerException e) {
        return new FaultException(
                "could not " + deed + " the container of " + node + ": "
                        + String.valueOf(e.getMessage()).strip(),
                e);
    }
}
