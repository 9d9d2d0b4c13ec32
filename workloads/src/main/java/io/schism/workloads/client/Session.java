package io.schism.workloads.client;

import java.util.Optional;

/**
 * A client's connection, pinned to one node. One attempt a call, a deadline on every call. Used by one thread at a time, but
 * {@link #close()} may come from another.
 */
public interface Session extends AutoCloseable {
    /** The ability, when the system has it: {@code ability(KeyValue.class)}. */
    <T> Optional<T> ability(Class<T> type);

    @Override
    void close();
}
