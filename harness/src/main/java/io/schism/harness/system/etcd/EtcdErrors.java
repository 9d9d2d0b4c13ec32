package io.schism.harness.system.etcd;

import io.grpc.Status;
import io.schism.workloads.client.StoreException.Kind;
import java.util.Objects;

/**
 * What etcd's statuses mean; the table that the etcd suite of Jepsen arrived at, by code, with the text only where two errors share one.
 *
 * <p>{@code RESOURCE_EXHAUSTED} is refused before it is proposed only when it says "too many requests"; "database space exceeded" comes
 * back from a member that has applied the write. Whatever has a code that nobody foresaw is {@link Kind#OTHER}, never a failure.
 */
final class EtcdErrors {
    private EtcdErrors() {}

    static Kind kindOf(Status status) {
        String text = Objects.requireNonNullElse(status.getDescription(), "");
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> Kind.TIMEOUT;
            case UNAVAILABLE -> text.equals("etcdserver: leader changed") ? Kind.LEADER_CHANGED : Kind.UNAVAILABLE;
            case RESOURCE_EXHAUSTED ->
                text.equals("etcdserver: too many requests") ? Kind.TOO_MANY_REQUESTS : Kind.OTHER;
            case FAILED_PRECONDITION -> text.equals("etcdserver: not leader") ? Kind.NOT_LEADER : Kind.OTHER;
            case INVALID_ARGUMENT -> Kind.INVALID_REQUEST;
            case OUT_OF_RANGE -> text.contains("compacted") ? Kind.COMPACTED : Kind.INVALID_REQUEST;
            case NOT_FOUND -> Kind.NOT_FOUND;
            case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.REFUSED;
            default -> Kind.OTHER;
        };
    }
}
