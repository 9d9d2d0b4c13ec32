package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Statistics;
import io.schism.harness.environment.MemorySqueeze;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Memory of containers, limited by their cgroup. A kernel with the second version of cgroups kills at once when the limit falls below what
 * is used; one with the first refuses such a limit, so it is brought down to the least that is accepted, and the next page the node asks for
 * kills it. The engine's own record says that it was the kernel.
 */
final class MemoryLimits implements MemoryControl {
    /** The least that an engine accepts. */
    private static final long LEAST = 6L << 20;
    /** All there is, and a start has it: {@code -1} is "no limit" to a running container, and not accepted for one that stands. */
    private static final long MOST = 1L << 40;

    private static final int ANSWER_SECONDS = 10;

    private final DockerClient client;
    private final Function<Node, Pod> pods;
    private final Optional<String> refused;

    /** {@code refused}: why this engine cannot control the resources of containers, or empty. */
    MemoryLimits(DockerClient client, Function<Node, Pod> pods, Optional<String> refused) {
        this.client = client;
        this.pods = pods;
        this.refused = refused;
    }

    @Override
    public Optional<String> refusal() {
        return refused.or(this::withoutLimits);
    }

    private Optional<String> withoutLimits() {
        return Boolean.FALSE.equals(client.infoCmd().exec().getMemoryLimit())
                ? Optional.of("this container engine cannot limit memory; the kernel needs the memory cgroup"
                        + " (cgroup_enable=memory on its command line)")
                : Optional.empty();
    }

    @Override
    public Squeezed squeeze(Node node) {
        return MemorySqueeze.begin(node, new Limits(node));
    }

    /** Whether the kernel took it. A container that the kernel has killed meanwhile takes any. */
    private boolean limit(Node node, long bytes) {
        try {
            client.updateContainerCmd(container(node))
                    .withMemory(bytes)
                    .withMemorySwap(bytes)
                    .exec();
            return true;
        } catch (DockerException e) {
            String words = String.valueOf(e.getMessage());
            if (words.contains("unable to set memory limit") || words.contains("resource busy")) {
                return false; // the kernel could not bring the use down to it
            }
            if (words.contains("container not running")) {
                return true; // the kernel has killed it and the engine has not heard of it yet
            }
            throw new FaultException(
                    "could not limit the memory of " + node + ": "
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        }
    }

    private boolean killed(Node node) {
        try {
            return Boolean.TRUE.equals(client.inspectContainerCmd(container(node))
                    .exec()
                    .getState()
                    .getOOMKilled());
        } catch (DockerException e) {
            throw new FaultException("the container engine does not tell how " + node + " ended", e);
        }
    }

    private boolean running(Node node) {
        return Boolean.TRUE.equals(
                client.inspectContainerCmd(container(node)).exec().getState().getRunning());
    }

    private String container(Node node) {
        return pods.apply(node).container();
    }

    private long used(Node node) {
        try (First first = client.statsCmd(container(node)).exec(new First())) {
            return first.usage.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while looking at the memory of " + node, e);
        } catch (ExecutionException | TimeoutException | DockerException | IOException e) {
            throw new FaultException("the container engine does not tell the memory of " + node, e);
        }
    }

    private final class Limits implements MemorySqueeze.Limits {
        private final Node node;

        Limits(Node node) {
            this.node = node;
        }

        @Override
        public void tighten() {
            if (!limit(node, LEAST)) {
                MemorySqueeze.lower(LEAST, Math.max(LEAST, used(node)), bytes -> limit(node, bytes));
            }
        }

        @Override
        public boolean alive() {
            return running(node);
        }

        /** The engine remembers the last end only. */
        @Override
        public long kills() {
            return killed(node) ? 1 : 0;
        }

        @Override
        public void free() {
            if (!limit(node, MOST)) {
                throw new FaultException("the memory of " + node + " could not be given back");
            }
        }
    }

    /** The first of the engine's stream of readings. */
    private static final class First extends ResultCallback.Adapter<Statistics> {
        private final CompletableFuture<Long> usage = new CompletableFuture<>();

        @Override
        public void onNext(Statistics reading) {
            var memory = reading.getMemoryStats();
            Long bytes = memory == null ? null : memory.getUsage();
            usage.complete(bytes == null ? 0 : bytes);
        }

        @Override
        public void onError(Throwable trouble) {
            usage.completeExceptionally(trouble);
            super.onError(trouble);
        }

        @Override
        public void onComplete() {
            usage.complete(0L);
            super.onComplete();
        }
    }
}
