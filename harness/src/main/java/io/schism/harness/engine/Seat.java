package io.schism.harness.engine;

import io.schism.workloads.Workload;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Stores;
import org.jspecify.annotations.Nullable;

/**
 * One process and the client it talks through, opened at its first operation. One worker uses it at a time; {@link #leave} may come from
 * another thread.
 */
final class Seat {
    final int thread;
    final int process;
    private final int node;

    private @Nullable Client client;
    private boolean left;

    Seat(int thread, int process, int node) {
        this.thread = thread;
        this.process = process;
        this.node = node;
    }

    /** The client, or null when this seat was left while it was being opened. */
    @Nullable Client client(Workload workload, Stores stores) {
        synchronized (this) {
            if (client != null || left) {
                return client;
            }
        }
        // Opened outside the lock: leaving must not wait for an opening that hangs.
        Client opened = workload.open(stores, node);
        synchronized (this) {
            if (!left) {
                client = opened;
                return opened;
            }
        }
        opened.close();
        return null;
    }

    /** Closes the client. */
    void leave() {
        Client closing;
        synchronized (this) {
            left = true;
            closing = client;
            client = null;
        }
        if (closing != null) {
            closing.close();
        }
    }
}
