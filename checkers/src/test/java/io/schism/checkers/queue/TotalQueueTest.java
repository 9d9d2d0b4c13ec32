package io.schism.checkers.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalQueueTest {
    private static CheckResult check(String text, TotalQueue.Delivery delivery) {
        return new TotalQueue(delivery).check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke dequeue ~ 0 ok dequeue 1                                        | VALID
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke drain ~ 0 ok drain [1]                                          | VALID
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke drain ~ 0 ok drain []                                           | INVALID
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke dequeue ~ 0 ok dequeue                                          | INVALID
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke dequeue ~ 0 ok dequeue ~ 0 invoke dequeue ~ 0 ok dequeue 1      | VALID
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke enqueue 2 ~ 0 ok enqueue 2 ~ 0 invoke dequeue ~ 0 ok dequeue 1  | UNKNOWN
            0 invoke enqueue 1 ~ 1 invoke drain ~ 0 ok enqueue 1 ~ 1 ok drain []                                           | UNKNOWN
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 1 invoke dequeue ~ 1 info dequeue ~ 0 invoke drain ~ 0 ok drain []       | UNKNOWN
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 1 invoke drain ~ 1 info drain ~ 0 invoke drain ~ 0 ok drain []           | UNKNOWN
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 1 invoke dequeue ~ 1 fail dequeue ~ 0 invoke drain ~ 0 ok drain []       | INVALID
            0 invoke dequeue ~ 0 ok dequeue 1                                                                              | INVALID
            0 invoke dequeue ~ 0 ok dequeue 1 ~ 0 invoke enqueue 1 ~ 0 ok enqueue 1                                        | INVALID
            0 invoke enqueue 1 ~ 0 fail enqueue 1 ~ 0 invoke dequeue ~ 0 ok dequeue 1                                      | INVALID
            0 invoke enqueue 1 ~ 0 info enqueue 1 ~ 1 invoke dequeue ~ 1 ok dequeue 1                                      | VALID
            0 invoke enqueue 1 ~ 0 info enqueue 1 ~ 1 invoke drain ~ 1 ok drain []                                         | UNKNOWN
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke drain ~ 0 ok drain [1,1]                                        | INVALID
            0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke drain ~ 0 ok drain [1,1]  | VALID
            0 invoke enqueue [a] 1 ~ 0 ok enqueue [a] 1 ~ 0 invoke dequeue [b] null ~ 0 ok dequeue [b] 1                   | INVALID
            0 invoke enqueue ~ 0 ok enqueue ~ 0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke dequeue ~ 0 ok dequeue        | UNKNOWN
            0 invoke enqueue ~ 0 ok enqueue                                                                                | UNKNOWN
            0 invoke dequeue ~ 0 fail dequeue                                                                              | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text, TotalQueue.Delivery.EXACTLY_ONCE).verdict()).isEqualTo(expected);
    }

    @Test
    void allowsDuplicatesWhereAtLeastOnceIsPromised() {
        String text = "0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke drain ~ 0 ok drain [1,1]";

        assertThat(check(text, TotalQueue.Delivery.AT_LEAST_ONCE).verdict()).isEqualTo(Verdict.VALID);
        assertThat(check(text, TotalQueue.Delivery.AT_LEAST_ONCE).details()).containsEntry("duplicated", 1L);
    }

    /** One unknown dequeue can explain one missing element, not two. */
    @Test
    void convictsWhenMoreIsMissingThanUnknownDequeuesCanHaveTaken() {
        CheckResult result = check("""
                0 invoke enqueue 1 ~ 0 ok enqueue 1 ~ 0 invoke enqueue 2 ~ 0 ok enqueue 2
                1 invoke dequeue ~ 1 info dequeue ~ 0 invoke drain ~ 0 ok drain []""", TotalQueue.Delivery.EXACTLY_ONCE);

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.details()).containsEntry("missing", 2L).containsEntry("lost", 1L);
        assertThat(result.evidence().get(0).operations())
                .extracting(operation -> operation.type().word() + " " + operation.f() + " " + operation.value())
                .containsExactly("invoke enqueue 2", "ok enqueue 2", "invoke drain null", "ok drain []");
    }
}
