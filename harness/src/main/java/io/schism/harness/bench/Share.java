package io.schism.harness.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What part of another's throughput one reaches, as the quotients of slices that came one after the other: half of them lie between the quartiles.
 *
 * @param lower lower quartile
 * @param median median
 * @param upper upper quartile
 */
public record Share(double lower, double median, double upper) {
    static Share of(List<Double> one, List<Double> other) {
        double[] quotients = IntStream.range(0, one.size())
                .mapToDouble(slice -> one.get(slice) / other.get(slice))
                .sorted()
                .toArray();
        int last = quotients.length - 1;
        return new Share(quotients[last / 4], quotients[quotients.length / 2], quotients[last - last / 4]);
    }
}
