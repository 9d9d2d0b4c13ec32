package io.schism.harness.environment.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.local.proxy.RequestHead.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {
    private static RequestHead parse(String head) throws MalformedException {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        return RequestHead.parse(bytes, RequestHead.length(bytes, bytes.length));
    }

    @ParameterizedTest
    @CsvSource({
        "http://n2.peer:2380/raft/x?y=1, n2.peer:2380, /raft/x?y=1",
        "http://n2.peer:2380,            n2.peer:2380, /",
        "http://n2.peer?members,         n2.peer:80,   /?members",
        "HTTP://N2.Peer:1/Path,          n2.peer:1,    /Path",
    })
    void splitsTheTarget(String target, String authority, String path) throws MalformedException {
        RequestHead head = parse("POST " + target + " HTTP/1.1\r\n\r\n");
        assertThat(head.authority()).isEqualTo(authority);
        assertThat(head.tunnel()).isFalse();
        assertThat(head.rewritten()).isEqualTo("POST " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    }

    @Test
    void dropsWhatIsMeantForTheProxyAndKeepsTheRest() throws MalformedException {
        RequestHead head = parse("GET http://a:1/ HTTP/1.1\r\nHost: a:1\r\nproxy-connection: keep-alive\r\n"
                + "CONNECTION: keep-alive\r\nX-Server-From: 8e\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(head.rewritten())
                .isEqualTo(
                        "GET / HTTP/1.1\r\nHost: a:1\r\nX-Server-From: 8e\r\nContent-Length: 3\r\nConnection: close\r\n\r\n");
    }

    @Test
    void knowsATunnel() throws MalformedException {
        RequestHead head = parse("CONNECT n3.peer:7000 HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(head.authority()).isEqualTo("n3.peer:7000");
        assertThat(head.tunnel()).isTrue();
        assertThat(head.rewritten()).isEmpty();
    }

    @Test
    void waitsForTheEmptyLine() {
        byte[] bytes = "GET / HTTP/1.1\r\nA: b\r\n\r\nrest".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(RequestHead.length(bytes, bytes.length - 5)).isEqualTo(-1);
        assertThat(RequestHead.length(bytes, bytes.length)).isEqualTo(bytes.length - 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /x HTTP/1.1", "GET https://a/ HTTP/1.1", "GET http://a/", "x", "GET http://a/ HTTP/2.0"})
    void refusesOtherRequests(String line) {
        assertThatThrownBy(() -> parse(line + "\r\n\r\n")).isInstanceOf(MalformedException.class);
    }
}
