package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseGrantResponse;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseKeepAliveResponse;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.LeaseTimeToLiveRequest;
import io.grpc.stub.ClientCallStreamObserver;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Leases by the plain calls; nothing keeps a lease alive by itself. */
final class EtcdLeases implements Leases {
    private final PinnedChannel channel;

    EtcdLeases(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public Lease grant(Duration timeToLive) {
        LeaseGrantRequest request =
                LeaseGrantRequest.newBuilder().setTTL(timeToLive.toSeconds()).build();
        LeaseGrantResponse response = channel.call(LeaseGrpc.getLeaseGrantMethod(), request);
        return new Lease(response.getID(), Duration.ofSeconds(response.getTTL()));
    }

    /** A stream of which one request and one answer are used, so that there is one attempt and one deadline, as for every other call. */
    @Override
    public Duration keepAlive(long lease) {
        CompletableFuture<LeaseKeepAliveResponse> answer = new CompletableFuture<>();
        ClientCallStreamObserver<LeaseKeepAliveRequest> stream =
                channel.stream(LeaseGrpc.getLeaseKeepAliveMethod(), answer::complete, answer::completeExceptionally);
        try {
            stream.onNext(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
            long seconds = answer.get(channel.deadline().toNanos(), TimeUnit.NANOSECONDS)
                    .getTTL();
            if (seconds <= 0) {
                throw new StoreException(Kind.NOT_FOUND, "lease " + Long.toHexString(lease) + " is gone", null);
            }
            return Duration.ofSeconds(seconds);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException known
                    ? known
                    : new StoreException(Kind.OTHER, String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new StoreException(
                    Kind.TIMEOUT,
                    "no answer to a keep-alive within " + channel.deadline().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.TIMEOUT, "interrupted during a keep-alive", e);
        } finally {
            stream.cancel("one answer is enough", null);
        }
    }

    @Override
    public void revoke(long lease) {
        var unused = channel.call(
                LeaseGrpc.getLeaseRevokeMethod(),
                LeaseRevokeRequest.newBuilder().setID(lease).build());
    }

    @Override
    public Optional<Duration> remaining(long lease) {
        LeaseTimeToLiveRequest request =
                LeaseTimeToLiveRequest.newBuilder().setID(lease).build();
        long seconds =
                channel.call(LeaseGrpc.getLeaseTimeToLiveMethod(), request).getTTL();
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    @Override
    public Versioned put(String key, String value, long lease) {
        return EtcdKeyValue.put(channel, key, value, lease);
    }
}
