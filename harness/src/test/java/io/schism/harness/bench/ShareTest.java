package io.schism.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void boundsOfOneHundredQuotientsLeaveFortyOutOnEachSide() {
        List<Double> one =
                IntStream.rangeClosed(1, 100).mapToObj(i -> i / 100.0).toList();

        Share share = Share.of(one, Collections.nCopies(100, 1.0));

        assertThat(share).isEqualTo(new Share(0.41, 0.51, 0.60));
    }

    @Test
    void comparesSlicesThatCameOneAfterTheOtherAndBoundsFewOfThemByTheExtremes() {
        Share share = Share.of(List.of(9.0, 90.0, 5.0, 8.0, 10.0), List.of(10.0, 100.0, 10.0, 10.0, 10.0));

        assertThat(share).isEqualTo(new Share(0.5, 0.9, 1));
    }
}
