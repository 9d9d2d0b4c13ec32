package io.schism.harness.environment.local.proxy;

import static io.schism.harness.environment.local.proxy.Wire.FROM_B;
import static io.schism.harness.environment.local.proxy.Wire.TO_B;
import static io.schism.harness.environment.local.proxy.Wire.read;
import static io.schism.harness.environment.local.proxy.Wire.silent;
import static io.schism.harness.environment.local.proxy.Wire.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.Await;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LinkProxyTest {
    private static final Impairment DROP = new Impairment.Drop();
    private static final Impairment RESET = new Impairment.Reset();

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
    }

    @AfterEach
    void close() throws IOException {
        assertThat(wire.proxy.defect()).isEmpty();
        wire.close();
    }

    private Imposed impose(Impairment impairment, Link... links) {
        return wire.proxy.impose(impairment, List.of(links));
    }

    private static Impairment.Delay delay(Duration delay, Duration jitter) {
        return new Impairment.Delay(delay, jitter, 0);
    }

    @Test
    void carriesBytesBothWaysUnchanged() throws IOException, InterruptedException, ExecutionException {
        byte[] sent = new byte[10_000_000];
        new Random(5).nextBytes(sent);
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();

        CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> {
            try {
                server.getInputStream().transferTo(server.getOutputStream());
                server.shutdownOutput();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                client.getOutputStream().write(sent);
                client.shutdownOutput();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        byte[] received = client.getInputStream().readAllBytes();

        writer.get();
        echo.get();
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void holdsOneDirectionInSilenceAndReleasesItInOrderAfterTheHeal() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();

        try (Imposed cut = impose(DROP, TO_B)) {
            write(client, "one ");
            Await.until("the first piece is held", () -> cut.affected() == 4);
            write(client, "two");
            assertThat(silent(server)).isTrue();
            write(server, "back");
            assertThat(read(client, 4)).isEqualTo("back");
            assertThat(cut.affected()).isEqualTo(7);
        }
        assertThat(read(server, 7)).isEqualTo("one two");
    }

    @Test
    void answersNothingToAnAttemptDuringAPartitionAndCompletesItAfterTheHeal() throws IOException {
        for (Link link : List.of(TO_B, FROM_B)) {
            Socket client;
            try (Imposed cut = impose(DROP, link)) {
                client = wire.connect();
                Await.until("the attempt is counted", () -> cut.affected() == LinkState.SYN_BYTES);
                write(client, "hello");
                assertThat(wire.nobodyConnects()).isTrue();
                assertThat(silent(client)).isTrue();
            }
            Socket server = wire.accept();
            assertThat(read(server, 5)).isEqualTo("hello");
        }
    }

    @Test
    void forgetsAnAttemptThatWasGivenUpDuringThePartition() throws IOException {
        try (Imposed cut = impose(DROP, TO_B)) {
            Socket client = wire.connect();
            write(client, "from the past");
            Await.until("held", () -> cut.affected() > LinkState.SYN_BYTES);
            client.close();
            assertThat(wire.nobodyConnects()).isTrue();
        }
        Socket later = wire.connect();
        write(later, "now");
        assertThat(read(wire.accept(), 3)).isEqualTo("now");
        assertThat(wire.nobodyConnects()).isTrue();
    }

    @Test
    void hidesTheEndOfAConnectionBehindThePartition() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();
        try (Imposed cut = impose(DROP, TO_B, FROM_B)) {
            write(client, "last words");
            client.close();
            Await.until("held", () -> cut.affected() == 10);
            assertThat(silent(server)).isTrue();
        }
        assertThat(read(server, 20)).isEqualTo("last words");
    }

    @Test
    void keepsHalfClosedConnectionsUseful() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();
        write(client, "question");
        client.shutdownOutput();
        assertThat(read(server, 100)).isEqualTo("question");
        write(server, "answer");
        server.close();
        assertThat(read(client, 100)).isEqualTo("answer");
    }

    @Test
    void passesAResetOn() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();
        server.setSoLinger(true, 0);
        server.close();
        assertThatThrownBy(() -> read(client, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void resetsBothEndsAndRefusesNewOnesUntilTheHeal() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();

        try (Imposed reset = impose(RESET, TO_B)) {
            assertThatThrownBy(() -> read(client, 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read(server, 1)).isInstanceOf(IOException.class);
            long once = reset.affected();
            assertThat(once).isPositive();
            Socket refused = wire.connect();
            assertThatThrownBy(() -> read(refused, 1)).isInstanceOf(IOException.class);
            assertThat(wire.nobodyConnects()).isTrue();
            assertThat(reset.affected()).isGreaterThan(once);
        }
        Socket again = wire.connect();
        write(again, "y");
        assertThat(read(wire.accept(), 1)).isEqualTo("y");
    }

    @Test
    void overlapsAndLiftsEachImpositionAlone() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();
        Imposed first = impose(DROP, TO_B, FROM_B);
        write(client, "abc");
        Await.until("held", () -> first.affected() == 3);

        Imposed second = impose(DROP, TO_B);
        assertThat(second.affected())
                .as("what was already held counts for the second, too")
                .isEqualTo(3);
        first.close();
        first.close();
        assertThat(silent(server)).isTrue();
        write(server, "z");
        assertThat(read(client, 1)).isEqualTo("z");

        second.close();
        assertThat(read(server, 3)).isEqualTo("abc");
    }

    @Test
    void delaysEachDirectionAloneAndKeepsTheOrder() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();
        try (Imposed slow = impose(delay(Duration.ofMillis(60), Duration.ofMillis(50)), TO_B);
                Imposed slower = impose(delay(Duration.ofMillis(60), Duration.ZERO), TO_B)) {
            long start = System.nanoTime();
            for (int i = 0; i < 26; i++) {
                write(client, String.valueOf((char) ('a' + i)));
            }
            assertThat(read(server, 26)).isEqualTo("abcdefghijklmnopqrstuvwxyz");
            // A lower bound holds on any machine: 60 - 50 + 60.
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(70).toNanos());
            assertThat(slow.affected()).isEqualTo(26);
            assertThat(slower.affected()).isEqualTo(26);
        }
    }

    @Test
    void deliversWhatWasDelayedWhenTheDelayIsLifted() throws IOException {
        Wire.Pair pair = wire.pair();
        Socket client = pair.client();
        Socket server = pair.server();
        Imposed hour = impose(delay(Duration.ofHours(1), Duration.ZERO), TO_B, FROM_B);
        write(client, "early");
        Socket dialling = wire.connect();
        Await.until("all on the way", () -> hour.affected() == 5 + 2 * LinkState.SYN_BYTES);
        assertThat(silent(server)).isTrue();

        hour.close();

        assertThat(read(server, 5)).isEqualTo("early");
        write(dialling, "me");
        assertThat(read(wire.accept(), 2)).isEqualTo("me");
    }

    @Test
    void throttlesAllConnectionsOfALinkTogether() throws IOException {
        Wire.Pair one = wire.pair();
        Wire.Pair two = wire.pair();
        byte[] bytes = new byte[50_000];
        try (Imposed narrow = impose(new Impairment.Rate(500_000), TO_B);
                Imposed wide = impose(new Impairment.Rate(50_000_000), TO_B)) {
            long start = System.nanoTime();
            one.client().getOutputStream().write(bytes);
            two.client().getOutputStream().write(bytes);
            assertThat(one.server().getInputStream().readNBytes(bytes.length)).hasSize(bytes.length);
            assertThat(two.server().getInputStream().readNBytes(bytes.length)).hasSize(bytes.length);
            // 100,000 bytes at 500,000 a second, less one burst of 10 ms at either end.
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(180).toNanos());
            assertThat(narrow.affected()).isEqualTo(100_000);
            assertThat(wide.affected()).isEqualTo(100_000);
        }
        write(one.client(), "fast");
        assertThat(read(one.server(), 4)).isEqualTo("fast");
    }

    @Test
    void blocksTheSenderInsteadOfFillingTheHeap() throws IOException {
        Imposed cut = null;
        try (SocketChannel client = SocketChannel.open(wire.clientPortB)) {
            Socket server = wire.accept();
            cut = impose(DROP, TO_B);
            Imposed inForce = cut;
            client.configureBlocking(false);
            ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
            long[] sent = {0};
            // The kernel's buffers on both sides of the proxy take some megabytes; after that nothing more goes out.
            Await.until("the proxy has stopped reading and the kernel taking", () -> {
                try {
                    piece.clear();
                    int written = client.write(piece);
                    sent[0] += written;
                    return written == 0 && inForce.affected() >= Pipe.CAPACITY - 64 * 1024;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(cut.affected()).isLessThanOrEqualTo(Pipe.CAPACITY + 64 * 1024);
            cut.close();
            client.shutdownOutput();
            assertThat(server.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo(sent[0]);
        }
    }

    @Test
    void resetsAClientWhoseNodeDoesNotListen() throws IOException {
        wire.serverB.close();
        Socket client = wire.connect();
        assertThatThrownBy(() -> read(client, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void shutsThePortOfADeadNodeButNeverLetsARefusalOutOfAPartition() throws IOException {
        wire.proxy.reachable(Wire.B, false);
        assertThatThrownBy(() -> wire.connect()).isInstanceOf(ConnectException.class);

        try (Imposed cut = impose(DROP, FROM_B)) {
            Socket client = wire.connect();
            assertThat(silent(client)).isTrue();
        }
        assertThatThrownBy(() -> wire.connect()).isInstanceOf(ConnectException.class);

        wire.proxy.reachable(Wire.B, true);
        write(wire.connect(), "x");
    }

    @Test
    void refusesByNameWhatATcpProxyCannotDo() {
        for (Impairment impairment : List.of(
                new Impairment.Loss(0.1),
                new Impairment.Duplicate(0.1),
                new Impairment.Reorder(0.1, Duration.ZERO),
                new Impairment.Corrupt(0.1))) {
            assertThat(wire.proxy.refusal(impairment))
                    .hasValueSatisfying(reason ->
                            assertThat(reason).startsWith(impairment.kind()).contains("--env docker"));
            assertThatThrownBy(() -> impose(impairment, TO_B)).isInstanceOf(FaultException.class);
        }
        for (Impairment impairment :
                List.of(DROP, RESET, delay(Duration.ofMillis(1), Duration.ZERO), new Impairment.Rate(1))) {
            assertThat(wire.proxy.refusal(impairment)).isEmpty();
        }
        assertThat(wire.proxy.refusal(new Impairment.Rate(0))).isPresent();
        assertThatThrownBy(() -> impose(DROP, new Link(Wire.A, new Node("c"))))
                .isInstanceOf(FaultException.class)
                .hasMessage("there is no link a→c in this cluster");
        assertThatThrownBy(() -> impose(DROP)).isInstanceOf(FaultException.class);
    }
}
