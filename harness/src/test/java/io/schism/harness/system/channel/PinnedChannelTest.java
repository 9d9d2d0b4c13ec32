package io.schism.harness.system.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.PutResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a failed call can have left, told by real sockets. */
@Timeout(60)
class PinnedChannelTest {
    /** For calls that are to time out, and for those that are not. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger received = new AtomicInteger();

    private static Kind put(InetSocketAddress address, Duration deadline) {
        try (PinnedChannel channel = PinnedChannel.open(address, deadline, ErrorTable::transport)) {
            return put(channel);
        }
    }

    private static Kind put(PinnedChannel channel) {
        PutRequest request =
                PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build();
        return catchThrowableOfType(StoreException.class, () -> channel.call(KVGrpc.getPutMethod(), request))
                .kind();
    }

    private Server serve(int port, Status answer) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(new KVGrpc.KVImplBase() {
                    @Override
                    public void put(PutRequest request, StreamObserver<PutResponse> observer) {
                        received.incrementAndGet();
                        if (!answer.isOk()) {
                            observer.onError(answer.asRuntimeException());
                        }
                    }
                })
                .build()
                .start();
    }

    @Test
    void nothingLeavesForAPortThatIsShut() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InetSocketAddress shut = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        socket.close();

        assertThat(put(shut, LONG)).isEqualTo(Kind.NOT_SENT);
    }

    @Test
    void nothingLeavesForAPortThatAcceptsAndIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(put(new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()), SHORT))
                    .isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void nothingLeavesForAPortThatHangsUpBeforeItSpeaks() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread hanging = new Thread(() -> {
                while (!rude.isClosed()) {
                    try (Socket caller = rude.accept()) {
                        caller.setSoLinger(true, 0);
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            hanging.start();
            assertThat(put(new InetSocketAddress(rude.getInetAddress(), rude.getLocalPort()), LONG))
                    .isEqualTo(Kind.NOT_SENT);
            rude.close();
            hanging.join();
        }
    }

    @Test
    void aCallThatIsNeverAnsweredMayHaveTakenEffect() throws IOException {
        Server server = serve(0, Status.OK);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
        try (PinnedChannel channel = PinnedChannel.open(address, Duration.ofSeconds(3), ErrorTable::transport)) {
            assertThat(put(channel)).isEqualTo(Kind.TIMEOUT);
            assertThat(received).hasValue(1);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aServerThatIsUnavailableIsAskedOnceAndMayHaveDoneIt() throws IOException {
        Server server = serve(0, Status.UNAVAILABLE);
        try {
            assertThat(put(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), LONG))
                    .isEqualTo(Kind.UNAVAILABLE);
            assertThat(received).hasValue(1);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aNodeThatComesBackIsFoundAtOnce() throws Exception {
        Server server = serve(0, Status.UNAVAILABLE);
        int port = server.getPort();
        try (PinnedChannel channel = PinnedChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONG, ErrorTable::transport)) {
            assertThat(put(channel)).isEqualTo(Kind.UNAVAILABLE);
            server.shutdownNow().awaitTermination();
            long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (put(channel) != Kind.NOT_SENT) {
                // The channel has yet to hear that its connection is gone: what it sends there meanwhile is indefinite.
                assertThat(System.nanoTime()).isLessThan(limit);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(put(channel)).isEqualTo(Kind.NOT_SENT);
            }

            server = serve(port, Status.UNAVAILABLE);

            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            Kind kind = put(channel);
            while (kind == Kind.NOT_SENT && System.nanoTime() < end) {
                Thread.sleep(10);
                kind = put(channel);
            }
            assertThat(kind).isEqualTo(Kind.UNAVAILABLE);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void aMethodTheServerDoesNotHaveIsNoFailureOfAWrite() throws IOException {
        Server server = NettyServerBuilder.forPort(0).build().start();
        try (PinnedChannel channel = PinnedChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()),
                LONG,
                ErrorTable::transport)) {
            StoreException failure = catchThrowableOfType(
                    StoreException.class,
                    () -> channel.call(KVGrpc.getRangeMethod(), RangeRequest.getDefaultInstance()));
            assertThat(failure.kind()).isEqualTo(Kind.OTHER);
            assertThat(failure.kind().definite()).isFalse();
        } finally {
            server.shutdownNow();
        }
    }
}
