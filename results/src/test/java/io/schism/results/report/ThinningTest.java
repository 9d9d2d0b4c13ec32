package io.schism.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
    @Test
    void keepsTheSlowestAndTheFastestOfManyCalls() {
        Random random = new Random(5);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            calls.add(call(
                    i,
                    1_000_000L * i,
                    i == 54_321 ? 9_000_000_000L : i == 12_345 ? 1000 : 100_000 + random.nextInt(900_000)));
        }

        long[] points = LatencyPoints.of(calls, List.of("read"));

        assertThat(points.length / 4).isBetween(LatencyPoints.MOST / 2, LatencyPoints.MOST);
        List<Long> micros = new ArrayList<>();
        for (int i = 1; i < points.length; i += 4) {
            micros.add(points[i]);
        }
        assertThat(micros).contains(9_000_000L, 1L);
    }

    @Test
    void keepsAllOfFewCalls() {
        assertThat(LatencyPoints.of(List.of(call(0, 5000, 2000)), List.of("read")))
                .containsExactly(7, 2, 0, 3);
    }

    private static Call call(long index, long begin, long latency) {
        return new Call(
                new Operation(2 * index, begin, 3, Type.INVOKE, "read", null, null, null),
                new Operation(2 * index + 1, begin + latency, 3, Type.OK, "read", null, 1L, null));
    }
}
