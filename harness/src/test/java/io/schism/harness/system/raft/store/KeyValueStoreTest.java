package io.schism.harness.system.raft.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Transactions.Comparison;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.OnNumber;
import io.schism.workloads.client.Transactions.OnValue;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Quantity;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyValueStoreTest {
    private final KeyValueStore store = new KeyValueStore();

    private static Result apply(KeyValueStore store, long index, Transaction transaction) {
        return store.apply(index, Wire.encode(transaction), transaction);
    }

    private Result put(long index, String key, String value) {
        return apply(store, index, Transaction.of(new Put(key, value)));
    }

    @Test
    void countsVersionsFromCreationAndRevisionsByLogIndex() {
        put(3, "k", "a");
        put(5, "k", "b");
        apply(store, 6, Transaction.of(new Delete("k")));
        Result again = put(9, "k", "c");

        assertThat(again.values()).containsExactly(Optional.of(new Versioned("c", 1, 9)));
        assertThat(store.scan("k").entries().get(0).created()).isEqualTo(9);
        assertThat(store.scan("k").revision()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"EQUAL,2,true", "NOT_EQUAL,2,false", "GREATER,1,true", "LESS,2,false", "LESS,3,true"})
    void comparesNumbers(Comparison comparison, long operand, boolean holds) {
        put(1, "k", "a");
        put(2, "k", "b");

        Result result = apply(
                store,
                3,
                new Transaction(
                        List.of(new OnNumber("k", Quantity.VERSION, comparison, operand)), List.of(), List.of()));

        assertThat(result.succeeded()).isEqualTo(holds);
    }

    @Test
    void aKeyThatDoesNotExistFailsEveryComparisonOfItsValueAndHasNumbersOfZero() {
        for (Comparison comparison : Comparison.values()) {
            Transaction guarded = new Transaction(List.of(new OnValue("k", comparison, "")), List.of(), List.of());
            assertThat(store.read(guarded).succeeded()).isFalse();
        }
        assertThat(store.read(new Transaction(List.of(Guard.absent("k")), List.of(new Get("k")), List.of()))
                        .succeeded())
                .isTrue();
    }

    @Test
    void refusesToWriteOutsideOfTheLog() {
        assertThatThrownBy(() -> store.read(Transaction.of(new Put("k", "v"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCopyMadeFromASnapshotGoesOnWithTheSameDigests() throws IOException {
        put(1, "a", "1");
        put(2, "b", "2");
        apply(store, 4, Transaction.of(new Delete("a")));
        KeyValueStore copy = new KeyValueStore();
        put(1, "to be", "replaced");
        KeyValueStore original = new KeyValueStore();
        apply(original, 1, Transaction.of(new Put("a", "1")));
        apply(original, 2, Transaction.of(new Put("b", "2")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        original.save(new DataOutputStream(bytes));
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(copy.digestAt(2)).isEqualTo(original.digestAt(2));

        apply(original, 5, Transaction.of(new Put("b", "3")));
        apply(copy, 5, Transaction.of(new Put("b", "3")));

        assertThat(copy.digestAt(5)).isPresent().isEqualTo(original.digestAt(5));
        assertThat(copy.digestAt(1)).isEmpty();
        assertThat(copy.scan("")).isEqualTo(original.scan(""));
    }

    @Test
    void copiesThatDifferHaveDifferentDigestsForEver() {
        KeyValueStore other = new KeyValueStore();
        put(1, "k", "a");
        apply(other, 1, Transaction.of(new Put("k", "b")));
        put(2, "k", "c");
        apply(other, 2, Transaction.of(new Put("k", "c")));

        assertThat(store.scan("")).isEqualTo(other.scan(""));
        assertThat(store.digestAt(2)).isNotEqualTo(other.digestAt(2));
    }

    @Test
    void theSameContentByOtherIndicesIsNotTheSame() {
        KeyValueStore other = new KeyValueStore();
        put(1, "k", "a");
        apply(other, 2, Transaction.of(new Put("k", "a")));

        assertThat(store.digestAt(2)).isNotEqualTo(other.digestAt(2));
    }
}
