package io.schism.harness.system.channel;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
        Objects.requireNonNull(deadline, "deadline");
        ManagedChannel channel = NettyChannelBuilder.forAddress(address)
                .usePlaintext()
                .disableRetry()
                .proxyDetector(target -> null)
                .maxInboundMessageSize(64 << 20)
                .build();
        return new PinnedChannel(channel, deadline, errors);
    }

    /**
     * Makes one attempt.
     *
     * @throws StoreException when it does not end well; its kind is {@link Kind#NOT_SENT} exactly when no byte of it can have left
     */
    public <Q, A> A call(MethodDescriptor<Q, A> method, Q request) {
        hasten();
        Departure departure = new Departure();
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(departure);
        try {
            return ClientCalls.blockingUnaryCall(channel, method, options, request);
        } catch (StatusRuntimeException e) {
            Kind kind = departure.possible() ? errors.kindOf(e.getStatus()) : Kind.NOT_SENT;
            throw new StoreException(kind, describe(e), e);
        }
    }

    /** The channel itself, for streams. */
    public ManagedChannel channel() {
        hasten();
        return channel;
    }

    /** What the node's statuses mean. */
    public ErrorTable errors() {
        return errors;
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

    private static String describe(StatusRuntimeException e) {
        String text = Objects.requireNonNullElse(e.getStatus().getDescription(), "");
        int end = text.indexOf('\n');
        return e.getStatus().getCode() + (text.isEmpty() ? "" : ": " + (end < 0 ? text : text.substring(0, end)));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
