package io.schism.results.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.CheckResult;
import io.schism.results.RunRecord;
import io.schism.results.SampleRuns;
import io.schism.results.report.Report;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RunServerTest {
    private static final String ID = "register/20261120T153012Z-42";

    @TempDir
    private Path directory;

    private RunServer server;

    @BeforeEach
    void start() throws IOException {
        RunStore store = RunStore.at(directory.resolve("runs"));
        save(store, SampleRuns.transactions("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        save(store, SampleRuns.valid(500));
        Files.writeString(directory.resolve("secret"), "secret");
        server = RunServer.start(store, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void save(RunStore store, RunRecord run) throws IOException {
        RunDirectory stored = store.create(run.info());
        CheckResult result = run.result();
        assertThat(result).isNotNull();
        stored.writeVerdict(result, run.notes());
        stored.writeReport(Report.html(run, stored.path().toString()));
        Files.writeString(stored.nodeDirectory("n1").resolve("evil.html"), "<script>alert(1)</script>");
    }

    @Test
    void listsRunsAndFiltersThem() throws IOException {
        assertThat(get("/")).contains(" 200 ", ID, "✗ invalid", "✓ valid", "1 to 2 of 2");
        assertThat(get("/?verdict=valid")).contains("✓ valid", "1 to 1 of 1").doesNotContain("✗ invalid");
        assertThat(get("/?text=G-SINGLE")).contains("✗ invalid").doesNotContain("✓ valid");
        assertThat(get("/?workload=set")).contains("No run fits the filter");
        assertThat(get("/?text=%22%3E%3Cscript%3E")).doesNotContain("<script>");
        assertThat(get("/runs.json?verdict=invalid")).contains("\"verdict\":\"invalid\"", "\"seed\":42");
    }

    @Test
    void showsReportsAsPagesAndAllElseAsText() throws IOException {
        assertThat(get("/runs/" + ID + "/report.html"))
                .contains("Content-type: text/html", "INVALID".toLowerCase(Locale.ROOT));
        assertThat(get("/runs/register/latest/report.html")).contains("text/html");
        assertThat(get("/runs/" + ID + "/nodes/n1/evil.html")).contains("text/plain", "sandbox", "nosniff");
        assertThat(get("/runs/" + ID + "/")).contains("verdict.json", "/zip/" + ID + ".zip");
        assertThat(get("/runs/" + ID + "/verdict.json")).contains("application/json", "G-single-realtime");
    }

    @Test
    void comparesTwoRunsAndShowsTheTrend() throws IOException {
        assertThat(get("/compare?run=" + ID + "&run=" + ID + "-2"))
                .contains("Shaded lines differ", "class=\"differs\"");
        assertThat(get("/compare?run=" + ID)).contains(" 400 ", "choose two runs");
        assertThat(get("/compare?run=../..&run=" + ID)).contains(" 404 ");
        assertThat(get("/trend")).contains(" 200 ", "Trend of 2 runs");
        assertThat(get("/trend.json")).contains("\"invalid\":1", "\"valid\":1");
    }

    @Test
    void zipsARunWithoutFollowingLinks() throws IOException {
        Path run = directory.resolve("runs").resolve(ID);
        Files.createSymbolicLink(run.resolve("link"), directory.resolve("secret"));

        byte[] answer = raw("GET /zip/" + ID + ".zip HTTP/1.0\r\nHost: " + host() + "\r\n\r\n");

        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer, body, answer.length - body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "20261120T153012Z-42/run.json",
                        "20261120T153012Z-42/verdict.json",
                        "20261120T153012Z-42/report.html",
                        "20261120T153012Z-42/nodes/n1/evil.html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/../secret",
                "/runs/../../secret",
                "/runs/%2e%2e/secret",
                "/runs/..%2fsecret",
                "/runs/%2e%2e%2fsecret",
                "/runs/%252e%252e/secret",
                "/runs/..%5csecret",
                "/runs/register/..;/../secret",
                "/runs//secret",
                "/runs/./secret",
                "/runs/%00",
                "/runs/%zz",
                "/runs/%c0%ae%c0%ae/secret",
                "/runs/out/secret",
                "/runs/out",
                "/runs/file",
                "/zip/../secret.zip",
                "/zip/%2e%2e.zip",
                "/zip/out.zip",
                "/runs/register/.hidden",
                "/etc/passwd",
                "//etc/passwd"
            })
    void neverLeavesTheRunsDirectory(String path) throws IOException {
        Path runs = directory.resolve("runs");
        Files.createSymbolicLink(runs.resolve("out"), directory);
        Files.createSymbolicLink(runs.resolve("file"), directory.resolve("secret"));
        Files.writeString(runs.resolve("register/.hidden"), "secret");

        String answer = get(path);

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("\r\n\r\nsecret");
    }

    @Test
    void answersOnlyUnderItsOwnNameAndOnlyToReaders() throws IOException {
        assertThat(text("GET / HTTP/1.0\r\nHost: evil.example:"
                        + server.address().getPort() + "\r\n\r\n"))
                .contains(" 403 ");
        assertThat(text("GET / HTTP/1.0\r\n\r\n")).contains(" 403 ");
        assertThat(text("POST / HTTP/1.0\r\nHost: " + host() + "\r\nContent-Length: 0\r\n\r\n"))
                .contains(" 405 ");
        assertThat(text("HEAD / HTTP/1.0\r\nHost: " + host() + "\r\n\r\n"))
                .contains(" 200 ")
                .doesNotContain("<html");
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void saysInOneLineThatAPortIsTaken() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> RunServer.start(RunStore.at(directory), port))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + port + " on 127.0.0.1")
                .hasMessageContaining("--port");
    }

    private String host() {
        return "127.0.0.1:" + server.address().getPort();
    }

    private String get(String path) throws IOException {
        return text("GET " + path + " HTTP/1.0\r\nHost: " + host() + "\r\n\r\n");
    }

    private String text(String request) throws IOException {
        return new String(raw(request), StandardCharsets.UTF_8);
    }

    /** Over a plain socket: a client library would tidy the path up before the server sees it. */
    private byte[] raw(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()), 5000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        }
    }
}
