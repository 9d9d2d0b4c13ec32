package io.schism.harness.environment.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.target.Impairment;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ImpairmentArithmeticTest {
    @Test
    void bucketPassesItsRateAndNoMore() {
        long now = 0;
        TokenBucket bucket = new TokenBucket(1_000_000, now);
        long passed = 0;
        while (now < 1_000_000_000L) {
            int allowance = bucket.allowance(now);
            if (allowance == 0) {
                assertThat(bucket.nextTime()).isGreaterThan(now);
                now = bucket.nextTime();
                continue;
            }
            bucket.spend(allowance, now);
            passed += allowance;
        }
        assertThat(passed).isBetween(990_000L, 1_010_000L);
    }

    @Test
    void bucketDoesNotSaveUpWhileIdle() {
        TokenBucket bucket = new TokenBucket(1_000_000, 0);
        long late = 60_000_000_000L;
        bucket.spend(bucket.allowance(late), late);
        assertThat(bucket.allowance(late)).isZero();
    }

    @Test
    void bucketPassesAByteAtATimeOnAVerySlowLine() {
        TokenBucket bucket = new TokenBucket(1, 0);
        assertThat(bucket.allowance(0)).isEqualTo(1);
        bucket.spend(1, 0);
        assertThat(bucket.nextTime()).isEqualTo(1_000_000_000L);
    }

    @Test
    void lagStaysWithinTheJitterAndUsesIt() {
        Lag lag =
                new Lag(new Impairment.Delay(Duration.ofMillis(10), Duration.ofMillis(4), 0), new SplittableRandom(3));
        LongStream.Builder drawn = LongStream.builder();
        for (int i = 0; i < 1_000; i++) {
            drawn.add(lag.nextNanos());
        }
        var summary = drawn.build().summaryStatistics();
        assertThat(summary.getMin()).isBetween(6_000_000L, 6_500_000L);
        assertThat(summary.getMax()).isBetween(13_500_000L, 14_000_000L);
    }

    @Test
    void lagIsNeverNegative() {
        Lag lag = new Lag(
                new Impairment.Delay(Duration.ofMillis(1), Duration.ofMillis(50), 0.5), new SplittableRandom(3));
        for (int i = 0; i < 1_000; i++) {
            assertThat(lag.nextNanos()).isNotNegative();
        }
    }

    @Test
    void correlationKeepsOneDelayNearTheOneBefore() {
        assertThat(meanStep(0.95)).isLessThan(meanStep(0) / 4);
    }

    private static double meanStep(double correlation) {
        Lag lag = new Lag(
                new Impairment.Delay(Duration.ofMillis(100), Duration.ofMillis(50), correlation),
                new SplittableRandom(3));
        long before = lag.nextNanos();
        long sum = 0;
        for (int i = 0; i < 10_000; i++) {
            long next = lag.nextNanos();
            sum += Math.abs(next - before);
            before = next;
        }
        return sum / 10_000.0;
    }
}
