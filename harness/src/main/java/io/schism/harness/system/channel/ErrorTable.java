package io.schism.harness.system.channel;

import io.grpc.Status;
import io.schism.workloads.client.StoreException.Kind;

/** What a status from a node means. Decides by code; a text may only tell apart what has the same code. */
@FunctionalInterface
public interface ErrorTable {
    /** The kind of error for a call which may have reached the node. */
    Kind kindOf(Status status);

    /** What gRPC itself reports; used where the node reports its own errors inside its replies. */
    static Kind transport(Status status) {
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> Kind.TIMEOUT;
            case UNAVAILABLE -> Kind.UNAVAILABLE;
            case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.REFUSED;
            default -> Kind.OTHER;
        };
    }
}
