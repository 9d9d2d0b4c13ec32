package io.schism.harness.environment.local;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.process.Shell;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Just enough of etcd, over its JSON gateway, to prove the environment with a real consensus system. */
final class EtcdFixture implements SystemUnderTest {
    private static final Pattern MEMBER = Pattern.compile("\"member_id\":\"(\\d+)\"");
    private static final Pattern LEADER = Pattern.compile("\"leader\":\"(\\d+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static boolean installed() {
        return Shell.onPath("etcd").isPresent();
    }

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public Map<String, String> description() {
        return Map.of();
    }

    @Override
    public Launch launch(Site site, List<Site> all) {
        String cluster = all.stream()
                .map(each -> each.node() + "=http://" + each.announcedPeerAddress())
                .collect(Collectors.joining(","));
        String client = "http://127.0.0.1:" + site.clientPort();
        return new Launch(
                List.of(
                        "etcd",
                        "--name=" + site.node(),
                        "--data-dir=" + site.dataDirectory(),
                        "--listen-peer-urls=http://127.0.0.1:" + site.peerPort(),
                        "--initial-advertise-peer-urls=http://" + site.announcedPeerAddress(),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--initial-cluster=" + cluster,
                        "--initial-cluster-state=new",
                        "--initial-cluster-token=schism-test",
                        "--heartbeat-interval=50",
                        "--election-timeout=500",
                        "--log-level=warn",
                        "--logger=zap",
                        "--log-outputs=stderr"),
                Map.of(
                        "HTTP_PROXY",
                        "http://127.0.0.1:" + site.forwardProxyPort().orElseThrow()));
    }

    @Override
    public Optional<Node> leader(Environment environment, Duration deadline) {
        Map<String, Node> members = new HashMap<>();
        Map<String, Integer> votes = new HashMap<>();
        for (Node node : environment.nodes()) {
            Optional<String> status = post(environment, node, "maintenance/status", "{}", deadline);
            status.flatMap(text -> first(MEMBER, text)).ifPresent(id -> members.put(id, node));
            status.flatMap(text -> first(LEADER, text)).ifPresent(id -> votes.merge(id, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() > environment.nodes().size() / 2)
                .map(vote -> members.get(vote.getKey()))
                .filter(node -> node != null)
                .findFirst();
    }

    @Override
    public boolean healthy(Environment environment, Node node, Duration deadline) {
        return get(environment, node, "health", deadline)
                .filter(answer -> answer.contains("\"true\""))
                .isPresent();
    }

    @Override
    public Session session(InetSocketAddress address, Duration callDeadline) {
        throw new UnsupportedOperationException("the fixture is asked over HTTP");
    }

    boolean put(Environment environment, Node node, String key, String value, Duration deadline) {
        String body = "{\"key\":\"" + base64(key) + "\",\"value\":\"" + base64(value) + "\"}";
        return post(environment, node, "kv/put", body, deadline)
                .filter(answer -> answer.contains("revision"))
                .isPresent();
    }

    boolean reads(Environment environment, Node node, String key, String value, Duration deadline) {
        return post(environment, node, "kv/range", "{\"key\":\"" + base64(key) + "\"}", deadline)
                .filter(answer -> answer.contains(base64(value)))
                .isPresent();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() && !matcher.group(1).equals("0") ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Optional<String> post(Environment environment, Node node, String path, String body, Duration deadline) {
        return send(request(environment, node, "v3/" + path, deadline)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Optional<String> get(Environment environment, Node node, String path, Duration deadline) {
        return send(request(environment, node, path, deadline).GET().build());
    }

    private static HttpRequest.Builder request(Environment environment, Node node, String path, Duration deadline) {
        InetSocketAddress address = environment.clientAddress(node);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/" + path))
                .timeout(deadline);
    }

    private Optional<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
