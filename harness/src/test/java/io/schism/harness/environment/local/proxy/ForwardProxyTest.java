package io.schism.harness.environment.local.proxy;

import static io.schism.harness.environment.local.proxy.Wire.read;
import static io.schism.harness.environment.local.proxy.Wire.silent;
import static io.schism.harness.environment.local.proxy.Wire.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ForwardProxyTest {
    private static final Link A_TO_B = new Link(Wire.A, Wire.B);
    private static final String REQUEST =
            "GET http://b.peer:2380/raft/stream/x HTTP/1.1\r\nHost: b.peer:2380\r\nConnection: keep-alive\r\n\r\n";
    private static final String REWRITTEN =
            "GET /raft/stream/x HTTP/1.1\r\nHost: b.peer:2380\r\nConnection: close\r\n\r\n";

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

    @Test
    void rewritesAnAbsoluteRequestThatComesInPieces() throws IOException {
        Socket client = wire.connect(wire.forwardA);
        for (int i = 0; i < REQUEST.length(); i += 7) {
            write(client, REQUEST.substring(i, Math.min(REQUEST.length(), i + 7)));
            client.getOutputStream().flush();
        }
        write(client, "body");

        Socket server = wire.accept();
        assertThat(read(server, REWRITTEN.length() + 4)).isEqualTo(REWRITTEN + "body");
        write(server, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfine");
        server.close();
        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .endsWith("fine");
    }

    @Test
    void sendsASecondRequestOnTheSameConnectionNowhereElse() throws IOException {
        Socket client = wire.connect(wire.forwardA);
        write(client, REQUEST + "GET http://a.peer:2380/other HTTP/1.1\r\n\r\n");

        Socket server = wire.accept();
        assertThat(read(server, REWRITTEN.length())).isEqualTo(REWRITTEN);
        assertThat(wire.nobodyConnects()).isTrue();
    }

    @Test
    void tunnelsAfterTheTargetHasAccepted() throws IOException {
        Socket client = wire.connect(wire.forwardA);
        write(client, "CONNECT B.peer:2380 HTTP/1.1\r\nHost: b.peer:2380\r\n\r\n");
        String established = "HTTP/1.1 200 Connection established\r\n\r\n";
        assertThat(read(client, established.length())).isEqualTo(established);
        write(client, "PRI * HTTP/2.0");
        assertThat(read(wire.accept(), 14)).isEqualTo("PRI * HTTP/2.0");
    }

    @Test
    void cutsRequestsOfADiallerAndAnswersToItByTheirOwnLinks() throws IOException {
        Socket client = wire.connect(wire.forwardA);
        write(client, REQUEST);
        Socket server = wire.accept();
        assertThat(read(server, REWRITTEN.length())).isEqualTo(REWRITTEN);

        try (Imposed answers = wire.proxy.impose(new Impairment.Drop(), List.of(A_TO_B.reversed()))) {
            write(server, "heartbeat");
            Await.until("the answer is held", () -> answers.affected() == 9);
            assertThat(silent(client)).isTrue();
            write(client, "more");
            assertThat(read(server, 4)).isEqualTo("more");
        }
        assertThat(read(client, 9)).isEqualTo("heartbeat");
        try (Imposed requests = wire.proxy.impose(new Impairment.Drop(), List.of(A_TO_B))) {
            write(client, "even more");
            Await.until("the request is held", () -> requests.affected() == 9);
            assertThat(silent(server)).isTrue();
        }
        assertThat(read(server, 9)).isEqualTo("even more");
    }

    @Test
    void isSilentForATunnelDuringAPartitionAndLeavesTheClientsLinkAlone() throws IOException {
        try (Imposed cut = wire.proxy.impose(new Impairment.Drop(), List.of(A_TO_B))) {
            Socket client = wire.connect(wire.forwardA);
            write(client, "CONNECT b.peer:2380 HTTP/1.1\r\n\r\n");
            assertThat(silent(client)).isTrue();
            assertThat(cut.affected()).isEqualTo(LinkState.SYN_BYTES);

            Socket other = wire.connect();
            write(other, "x");
            assertThat(read(wire.accept(), 1)).isEqualTo("x");
        }
    }

    @Test
    void refusesNamesAndRequestsItDoesNotKnow() throws IOException {
        assertThat(answer("GET http://example.org/ HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 502 ")
                .contains("example.org:80 is no node of this cluster");
        assertThat(answer("GET /raft HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET http://b.peer:2380/ HTTP/1.1\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    private String answer(String request) throws IOException {
        Socket client = wire.connect(wire.forwardA);
        write(client, request);
        return read(client, 4000);
    }
}
