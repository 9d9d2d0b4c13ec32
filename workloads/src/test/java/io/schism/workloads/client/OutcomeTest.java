package io.schism.workloads.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.history.Operation.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {
    @ParameterizedTest
    @EnumSource(StoreException.Kind.class)
    void readThatMetAnErrorFailed(StoreException.Kind kind) {
        assertThat(Outcome.of(new StoreException(kind, "scripted", null), true).type())
                .isEqualTo(Type.FAIL);
    }

    @ParameterizedTest
    @EnumSource(StoreException.Kind.class)
    void writeFailedOnlyWhereTheSystemPromisesIt(StoreException.Kind kind) {
        Outcome outcome = Outcome.of(new StoreException(kind, "scripted", null), false);
        assertThat(outcome.type()).isEqualTo(kind.definite() ? Type.FAIL : Type.INFO);
    }

    @Test
    void timeOutOfWriteIsNeverAFailure() {
        Outcome outcome = Outcome.of(new StoreException(StoreException.Kind.TIMEOUT, "after 1 s", null), false);
        assertThat(outcome).isEqualTo(Outcome.info("timeout: after 1 s"));
    }

    @Test
    void whatNobodyForesawIsUnknownEvenForReads() {
        assertThat(Outcome.of(new IllegalStateException("scripted"), true))
                .isEqualTo(Outcome.info("IllegalStateException: scripted"));
        assertThat(Outcome.of(new StackOverflowError(), true)).isEqualTo(Outcome.info("StackOverflowError"));
    }
}
