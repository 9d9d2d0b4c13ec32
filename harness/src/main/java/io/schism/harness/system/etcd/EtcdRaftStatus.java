package io.schism.harness.system.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * The state of a member's Raft, as it publishes it under {@code /debug/vars}: all of one moment, because the thread that runs Raft answers. The
 * gRPC Status has not got it: its term is that of the last entry applied, which a restart forgets and which a new leader has not reached yet.
 *
 * @param term the current term
 * @param vote id of the member voted for in this term; 0 for none
 * @param leads whether this member leads in this term
 * @param lead id of the leader; 0 for none
 * @param commit last log index known to be committed
 */
record EtcdRaftStatus(long term, long vote, boolean leads, long lead, long commit) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEXADECIMAL = 16;

    /**
     * Asks a member.
     *
     * @param security what it is reached through when it serves TLS
     * @return empty when it does not tell, or not in time
     */
    static Optional<EtcdRaftStatus> of(
            InetSocketAddress address, Optional<SSLSocketFactory> security, Duration deadline) {
        try {
            URL url = new URL(
                    security.isPresent() ? "https" : "http", address.getHostString(), address.getPort(), "/debug/vars");
            HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection encrypted) {
                security.ifPresent(encrypted::setSSLSocketFactory);
            }
            connection.setConnectTimeout((int) deadline.toMillis());
            connection.setReadTimeout((int) deadline.toMillis());
            try (InputStream answer = connection.getInputStream()) {
                return read(JSON.readTree(answer).path("raft.status"));
            }
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // it is gone, or of a version that publishes something else
        }
    }

    private static Optional<EtcdRaftStatus> read(JsonNode status) {
        if (!status.path("term").isNumber() || !status.path("commit").isNumber()) {
            return Optional.empty();
        }
        return Optional.of(new EtcdRaftStatus(
                status.path("term").longValue(),
                id(status, "vote"),
                status.path("raftState").asText().equals("StateLeader"),
                id(status, "lead"),
                status.path("commit").longValue()));
    }

    private static long id(JsonNode status, String name) {
        return Long.parseUnsignedLong(status.path(name).asText(), HEXADECIMAL);
    }
}
