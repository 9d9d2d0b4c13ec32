package io.schism.jetcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Clients of jetcd 0.8.2 with nothing set but their endpoints, which are all members: calls go round them in turn, and a call that ends
 * with {@code UNAVAILABLE} is made again, twice at most, half a second later and then a second later, although the first may have been executed. Loaded by name and
 * constructor; safe for several threads.
 */
public final class JetcdStores implements Stores {
    /**
     * Its channels print traces about work that comes while they are being closed, which no user of a run can do anything about. Held on to,
     * because a logger that nobody holds forgets its level.
     */
    private static final Logger CLOSING = Logger.getLogger("io.grpc.internal.ManagedChannelImpl");

    static {
        CLOSING.setLevel(Level.OFF);
    }

    private final List<String> endpoints;
    private final Duration deadline;
    private final boolean retries;

    /**
     * For these members.
     *
     * @param endpoints {@code http://host:port} of every member
     * @param deadline how long a caller waits for an answer; jetcd itself waits for ever
     * @param retries whether the client retries as it was released to; without, it makes one attempt a call, which is its healthy twin
     */
    public JetcdStores(List<String> endpoints, Duration deadline, boolean retries) {
        this.endpoints = List.copyOf(endpoints);
        this.deadline = Objects.requireNonNull(deadline, "deadline");
        this.retries = retries;
    }

    @Override
    public int nodes() {
        return endpoints.size();
    }

    /** A client of its own for each session; whichever node is asked for, it knows them all. */
    @Override
    public Session open(int node) {
        ClientBuilder builder = Client.builder().endpoints(endpoints.toArray(new String[0]));
        if (!retries) {
            builder.retryMaxAttempts(0);
        }
        return new JetcdSession(builder.build(), deadline);
    }
}
