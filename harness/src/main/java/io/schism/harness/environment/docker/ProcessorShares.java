package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Statistics;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Processor time of containers, held back by the scheduler's quota. The quota belongs to the container, so it outlives a restart of the
 * node; the kernel's count of what it held back does not.
 */
final class ProcessorShares implements CpuControl {
    private static final long PERIOD_MICROSECONDS = 100_000;
    private static final long SMALLEST_QUOTA = 1_000;
    private static final long NO_QUOTA = -1;
    private static final long NOT_LOOKED = -1;
    private static final int ANSWER_SECONDS = 10;

    private final DockerClient client;
    private final Function<Node, Pod> pods;
    private final Optional<String> refusal;
    private final Map<Node, List<Share>> inForce = new HashMap<>();

    ProcessorShares(DockerClient client, Function<Node, Pod> pods, Optional<String> refusal) {
        this.client = client;
        this.pods = pods;
        this.refusal = refusal;
    }

    @Override
    public Optional<String> refusal() {
        return refusal;
    }

    @Override
    public synchronized Limited limit(Node node, double cores) {
        long quota = Math.max(SMALLEST_QUOTA, Math.round(cores * PERIOD_MICROSECONDS));
        Share share = new Share(node, quota);
        List<Share> shares = inForce.computeIfAbsent(node, name -> new ArrayList<>());
        shares.add(share);
        try {
            apply(node, shares);
        } catch (FaultException e) {
            shares.remove(share);
            throw e;
        }
        return share;
    }

    /** The node has a new container, which knows nothing of what the old one was held back by. */
    synchronized void renewed(Node node) {
        List<Share> shares = inForce.getOrDefault(node, List.of());
        if (!shares.isEmpty()) {
            apply(node, shares);
        }
    }

    private synchronized void lift(Share share) {
        List<Share> left = new ArrayList<>(inForce.getOrDefault(share.node, List.of()));
        if (left.remove(share)) {
            apply(share.node, left);
            inForce.put(share.node, left);
        }
    }

    private void apply(Node node, List<Share> shares) {
        long quota = shares.stream()
                .min(Comparator.comparingLong(share -> share.quota))
                .map(share -> share.quota)
                .orElse(NO_QUOTA);
        try {
            client.updateContainerCmd(pods.apply(node).container())
                    .withCpuPeriod(PERIOD_MICROSECONDS)
                    .withCpuQuota(quota)
                    .exec();
        } catch (DockerException e) {
            throw new FaultException(
                    "could not set the processor quota of " + node + ": "
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        }
    }

    private long throttledPeriods(Node node) {
        try (First first = client.statsCmd(pods.apply(node).container()).exec(new First())) {
            return first.throttled.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while looking at the processor time of " + node, e);
        } catch (ExecutionException | TimeoutException | DockerException | IOException e) {
            throw new FaultException("the container engine does not tell the processor time of " + node, e);
        }
    }

    private final class Share implements Limited {
        private final Node node;
        private final long quota;
        private long before = NOT_LOOKED;

        Share(Node node, long quota) {
            this.node = node;
            this.quota = quota;
        }

        /** Counts from the first look on; one before the limit would keep the fault waiting for up to a second. */
        @Override
        public synchronized long throttled() {
            long now = throttledPeriods(node);
            if (before == NOT_LOOKED) {
                before = now;
            }
            // After a restart of the node the kernel counts from zero.
            return now >= before ? now - before : now;
        }

        @Override
        public void close() {
            lift(this);
        }
    }

    /** The first of the engine's stream of readings, which comes at once; asked for a single one, the engine waits two seconds for it. */
    private static final class First extends ResultCallback.Adapter<Statistics> {
        private final CompletableFuture<Long> throttled = new CompletableFuture<>();

        @Override
        public void onNext(Statistics reading) {
            var cpu = reading.getCpuStats();
            var throttling = cpu == null ? null : cpu.getThrottlingData();
            Long periods = throttling == null ? null : throttling.getThrottledPeriods();
            throttled.complete(periods == null ? 0 : periods);
        }

        @Override
        public void onError(Throwable trouble) {
            throttled.completeExceptionally(trouble);
            super.onError(trouble);
        }

        @Override
        public void onComplete() {
            throttled.complete(0L); // a container that does not run is not held back
            super.onComplete();
        }
    }
}
