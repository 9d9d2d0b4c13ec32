package io.schism.harness.system.channel;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A connection to one node and no other. No call is ever repeated, neither by the retry policy of gRPC nor by its transparent retries,
 * no call waits for a connection that has already failed, and each has a deadline. Safe for several threads.
 */
public final class PinnedChannel implements AutoCloseable {
    /** Held on to, because a logger that nobody holds forgets its level. gRPC talks of its own start-up at INFO. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        GRPC.setLevel(Level.WARNING);
    }

    private final ManagedChannel channel;
    private final Duration deadline;
    private final ErrorTable errors;

    private PinnedChannel(ManagedChannel channel, Duration deadline, ErrorTable errors) {
        this.channel = channel;
        this.deadline = deadline;
        this.errors = errors;
    }

    /**
     * Opens a channel; it connects at the first call.
     *
     * @param address the node as the harness reaches it
     * @param deadline deadline of every call
     * @param errors what the node's statuses mean
     */
    public static PinnedChannel open(InetSocketAddress address, Duration deadline, ErrorTable errors) {
        return open(address, deadline, errors, ChannelSecurity.none());
    }

    /**
     * Opens a channel; it connects at the first call.
     *
     * @param address the node as the harness reaches it
     * @param deadline deadline of every call
     * @param errors what the node's statuses mean
     * @param security plain text, or by what the two know each other
     */
    public static PinnedChannel open(
            InetSocketAddress address, Duration deadline, ErrorTable errors, ChannelSecurity security) {
        Objects.requireNonNull(deadline, "deadline");
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address)
                .disableRetry()
                .proxyDetector(target -> null)
                .maxInboundMessageSize(64 << 20);
        security.applyTo(builder);
        return new PinnedChannel(builder.build(), deadline, errors);
    }

    /**
     * Makes one attempt.
     *
     * @throws StoreException when it does not end well; its kind is {@link Kind#NOT_SENT} exactly when no byte of it can have left
     */
    public <Q, A> A call(MethodDescriptor<Q, A> method, Q request) {
        hasten();
        Departure departure = new Departure();
        try {
            return ClientCalls.blockingUnaryCall(channel, method, options(departure), request);
        } catch (StatusRuntimeException e) {
            throw translated(e.getStatus(), departure, e);
        }
    }

    private CallOptions options(Departure departure) {
        return CallOptions.DEFAULT
                .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(departure);
    }

    private StoreException translated(Status status, Departure departure, Throwable cause) {
        Kind kind = departure.possible() ? errors.kindOf(status) : Kind.NOT_SENT;
        return new StoreException(kind, describe(status), cause);
    }

    /**
     * Opens a stream in both directions. It has no deadline of its own; cancelling what is returned ends it.
     *
     * @param onMessage told every message of the node, on a thread of gRPC
     * @param onEnd told once, when the stream ends for whatever reason
     */
    public <Q, A> ClientCallStreamObserver<Q> stream(
            MethodDescriptor<Q, A> method, Consumer<A> onMessage, Consumer<StoreException> onEnd) {
        hasten();
        Departure departure = new Departure();
        ClientCall<Q, A> call = channel.newCall(method, CallOptions.DEFAULT.withStreamTracerFactory(departure));
        StreamObserver<Q> requests = ClientCalls.asyncBidiStreamingCall(call, new StreamObserver<A>() {
            @Override
            public void onNext(A message) {
                onMessage.accept(message);
            }

            @Override
            public void onError(Throwable failure) {
                onEnd.accept(translated(Status.fromThrowable(failure), departure, failure));
            }

            @Override
            public void onCompleted() {
                onEnd.accept(new StoreException(Kind.UNAVAILABLE, "the node has ended the stream", null));
            }
        });
        return (ClientCallStreamObserver<Q>) requests;
    }

    /** Makes one attempt at a call that is answered by many messages, and collects them. */
    public <Q, A> List<A> collect(MethodDescriptor<Q, A> method, Q request) {
        hasten();
        Departure departure = new Departure();
        List<A> answers = new ArrayList<>();
        try {
            ClientCalls.blockingServerStreamingCall(channel, method, options(departure), request)
                    .forEachRemaining(answers::add);
        } catch (StatusRuntimeException e) {
            throw translated(e.getStatus(), departure, e);
        }
        return answers;
    }

    /** Deadline of every call. */
    public Duration deadline() {
        return deadline;
    }

    /**
     * gRPC waits up to two minutes before it dials again a node that has refused; one that was killed and came back would look dead for as
     * long. So a failed connection is dialled again at the next call. That call itself still fails at once.
     */
    private void hasten() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    private static String describe(Status status) {
        String text = Objects.requireNonNullElse(status.getDescription(), "");
        int end = text.indexOf('\n');
        return status.getCode() + (text.isEmpty() ? "" : ": " + (end < 0 ? text : text.substring(0, end)));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
