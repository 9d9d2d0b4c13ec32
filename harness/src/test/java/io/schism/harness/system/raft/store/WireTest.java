package io.schism.harness.system.raft.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Ranges.Entry;
import io.schism.workloads.client.Ranges.View;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions.Append;
import io.schism.workloads.client.Transactions.Comparison;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.OnNumber;
import io.schism.workloads.client.Transactions.OnValue;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Quantity;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final Transaction EVERYTHING = new Transaction(
            List.of(
                    new OnValue("a", Comparison.NOT_EQUAL, "ü € 𝄞"),
                    new OnNumber("b", Quantity.CREATE_REVISION, Comparison.LESS, -7)),
            List.of(new Get("a"), new Put("b", ""), new Append("c", "x".repeat(100_000))),
            List.of(new Delete("d")));

    static Stream<Request> requests() {
        return Stream.of(
                new Request.Run(EVERYTHING, false),
                new Request.Run(Transaction.of(), true),
                new Request.Inspect(42),
                new Request.Scan("p/", true),
                new Request.TakeSnapshot(),
                new Request.MoveLeader("n2"),
                new Request.Members(),
                new Request.ChangeMember("n6", "192.0.2.6:1", true));
    }

    static Stream<Reply> replies() {
        Versioned value = new Versioned("v", 3, 9);
        return Stream.of(
                new Reply.Ran(new Result(true, 9, List.of(Optional.of(value), Optional.empty()))),
                new Reply.Found(new View(11, List.of(new Entry("p/1", 4, value)))),
                new Reply.Done(12),
                new Reply.Listed(List.of("n1", "n2")),
                new Reply.Standing(new NodeReport("n1", "LEADER", true, 4, "n1", "", 8, 7, -1, 7, true, -3)),
                new Reply.Refused(Kind.LEADER_CHANGED, "why"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void readsTheRequestsItWrote(Request request) {
        assertThat(Wire.request(Wire.encode(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void readsTheRepliesItWrote(Reply reply) {
        assertThat(Wire.reply(Wire.encode(reply))).isEqualTo(reply);
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> Wire.request(new byte[] {99})).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Wire.reply(new byte[0])).isInstanceOf(UncheckedIOException.class);
    }
}
