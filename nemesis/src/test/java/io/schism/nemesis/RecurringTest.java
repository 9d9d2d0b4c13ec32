package io.schism.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecurringTest {
    private static final Duration PERIOD = Duration.ofMillis(1);

    @Test
    void goesOnUntilItIsClosed() throws InterruptedException {
        CountDownLatch five = new CountDownLatch(5);
        Recurring recurring = Recurring.start("count", PERIOD, round -> {
            five.countDown();
            return true;
        });
        five.await();

        recurring.close();

        int rounds = recurring.rounds();
        assertThat(rounds).isGreaterThanOrEqualTo(5);
        recurring.close();
        assertThat(recurring.rounds()).isEqualTo(rounds);
        assertThat(recurring.failure()).isEmpty();
    }

    @Test
    void endsByItselfWhenThereIsNoMoreToDo() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(3);
        AtomicInteger highest = new AtomicInteger();
        try (Recurring recurring = Recurring.start("three", PERIOD, round -> {
            highest.set(round);
            third.countDown();
            return round < 2;
        })) {
            third.await();
            recurring.close();

            assertThat(recurring.rounds()).isEqualTo(3);
            assertThat(highest).hasValue(2);
        }
    }

    @Test
    void keepsTheFailureThatEndedIt() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        Recurring recurring = Recurring.start("failing", PERIOD, round -> {
            if (round == 1) {
                second.countDown();
                throw new FaultException("the plug fell out");
            }
            return true;
        });
        second.await();
        recurring.close();

        assertThat(recurring.failure()).get().extracting(Throwable::getMessage).isEqualTo("the plug fell out");
        assertThat(recurring.rounds()).isEqualTo(1);
    }

    @Test
    void waitsForTheRoundUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Recurring recurring = Recurring.start("busy", PERIOD, round -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new FaultException("interrupted", e);
            }
            done.incrementAndGet();
            return true;
        });
        begun.await();
        Thread releaser = new Thread(release::countDown);
        releaser.start();

        recurring.close();

        assertThat(done).hasValue(1);
        releaser.join();
    }
}
