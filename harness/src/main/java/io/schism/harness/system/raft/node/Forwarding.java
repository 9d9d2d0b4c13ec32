package io.schism.harness.system.raft.node;

import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Wire;
import io.schism.workloads.client.StoreException.Kind;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ConnectivityState;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;

/** Sends a request on to the leader, once, over the link between the two nodes. Safe for several threads. */
final class Forwarding implements AutoCloseable {
    private final Function<String, String> addresses;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    /**
     * @param addresses {@code host:port} of a member by name; members come and go
     */
    Forwarding(Function<String, String> addresses) {
        this.addresses = addresses;
    }

    /** The reply of the leader; any failure on the way is one that leaves open whether it took effect. */
    CompletableFuture<Reply> send(String leader, byte[] request) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        ManagedChannel channel = channels.computeIfAbsent(leader, this::dial);
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
        // The deadline of the client's call comes with the gRPC context; this one bounds calls that have none.
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
        ClientCalls.asyncUnaryCall(channel.newCall(NodeService.CALL, options), request, new StreamObserver<>() {
            @Override
            public void onNext(byte[] reply) {
                future.complete(Wire.reply(reply));
            }

            @Override
            public void onError(Throwable failure) {
                Status status = Status.fromThrowable(failure);
                Kind kind = status.getCode() == Status.Code.DEADLINE_EXCEEDED ? Kind.TIMEOUT : Kind.UNAVAILABLE;
                future.complete(new Reply.Refused(kind, "forwarding to " + leader + ": " + status.getCode()));
            }

            @Override
            public void onCompleted() {
                // onNext has completed it; a leader that answers nothing has failed
                future.complete(new Reply.Refused(Kind.UNAVAILABLE, "forwarding to " + leader + ": no answer"));
            }
        });
        return future;
    }

    private ManagedChannel dial(String leader) {
        return NettyChannelBuilder.forTarget(addresses.apply(leader))
                .usePlaintext()
                .disableRetry()
                .proxyDetector(target -> null)
                .build();
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
