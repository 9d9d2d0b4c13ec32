package io.schism.nemesis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CompletableFuture<String> late = new CompletableFuture<>();

    @Test
    void givesTheAnswer() {
        assertThat(Bounded.call("asking", LONG, () -> "yes", late::complete)).isEqualTo("yes");
        assertThat(late).isNotDone();
    }

    @Test
    void passesItsFailuresOnAndWrapsAllOthers() {
        FaultException refused = new FaultException("refused");

        assertThatThrownBy(() -> Bounded.call(
                        "asking",
                        LONG,
                        () -> {
                            throw refused;
                        },
                        tooLate -> {}))
                .isSameAs(refused);
        assertThatThrownBy(() -> Bounded.call(
                        "asking",
                        LONG,
                        () -> {
                            throw new StackOverflowError("deep");
                        },
                        tooLate -> {}))
                .isInstanceOf(FaultException.class)
                .hasMessage("asking broke down: java.lang.StackOverflowError: deep");
    }

    @Test
    void handsOverAnAnswerThatComesTooLate() throws Exception {
        CountDownLatch release = new CountDownLatch(1);

        assertThatThrownBy(() -> Bounded.call("asking", Duration.ofMillis(50), () -> slow(release), late::complete))
                .hasMessage("asking did not end within 50 ms");

        release.countDown();
        assertThat(late.get(20, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void handsOverTheAnswerWhenItsCallerIsInterrupted() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Bounded.call("asking", LONG, () -> slow(release), late::complete))
                .hasMessage("asking was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        assertThat(late.get(20, TimeUnit.SECONDS)).isEqualTo("late");
    }

    /** Answers whatever interrupts it, as a careless port does. */
    private static String slow(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return "late";
            } catch (InterruptedException e) {
                Thread.onSpinWait();
            }
        }
    }
}
