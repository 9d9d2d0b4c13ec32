package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.schism.workloads.client.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "DEADLINE_EXCEEDED, context deadline exceeded, TIMEOUT, false",
        "UNAVAILABLE, etcdserver: request timed out, UNAVAILABLE, false",
        "UNAVAILABLE, etcdserver: leader changed, LEADER_CHANGED, false",
        "UNAVAILABLE, io exception, UNAVAILABLE, false",
        "RESOURCE_EXHAUSTED, etcdserver: too many requests, TOO_MANY_REQUESTS, true",
        "RESOURCE_EXHAUSTED, etcdserver: mvcc: database space exceeded, OTHER, false",
        "FAILED_PRECONDITION, etcdserver: not leader, NOT_LEADER, true",
        "INVALID_ARGUMENT, etcdserver: duplicate key given in txn request, INVALID_REQUEST, true",
        "OUT_OF_RANGE, etcdserver: mvcc: required revision has been compacted, COMPACTED, true",
        "OUT_OF_RANGE, etcdserver: mvcc: required revision is a future revision, INVALID_REQUEST, true",
        "NOT_FOUND, etcdserver: requested lease not found, NOT_FOUND, true",
        "PERMISSION_DENIED, etcdserver: permission denied, REFUSED, true",
        "UNKNOWN, raft: stopped, OTHER, false",
        "CANCELLED, context canceled, OTHER, false",
        "INTERNAL, RST_STREAM, OTHER, false"
    })
    void mapsByCode(Status.Code code, String text, Kind kind, boolean definite) {
        Kind found = EtcdErrors.kindOf(code.toStatus().withDescription(text));

        assertThat(found).isEqualTo(kind);
        assertThat(found.definite()).isEqualTo(definite);
    }

    @Test
    void noCodeWithoutATextIsTakenForAFailureOfAWriteThatWasNotRefused() {
        assertThat(EtcdErrors.kindOf(Status.RESOURCE_EXHAUSTED).definite()).isFalse();
        assertThat(EtcdErrors.kindOf(Status.UNAVAILABLE).definite()).isFalse();
        assertThat(EtcdErrors.kindOf(Status.ABORTED).definite()).isFalse();
    }
}
