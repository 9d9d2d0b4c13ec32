package io.schism.harness.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What part of another's throughput one reaches: the median of the quotients of slices that came one after the other, and between which
 * bounds the median of infinitely many such quotients lies with a confidence of 95 %. The bounds are order statistics, so nothing is assumed
 * of how the quotients are distributed but that they are independent (H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition, section
 * 7.1).
 *
 * @param lower lower bound
 * @param median median
 * @param upper upper bound
 */
public record Share(double lower, double median, double upper) {
    /** Half the width of a 95 % interval of a normal distribution, in standard deviations. */
    private static final double NORMAL = 1.96;

    static Share of(List<Double> one, List<Double> other) {
        double[] quotients = IntStream.range(0, one.size())
                .mapToDouble(slice -> one.get(slice) / other.get(slice))
                .sorted()
                .toArray();
        int last = quotients.length - 1;
        // How many quotients lie below the true median is binomial, here by its normal approximation; the least is the
        // least we can say.
        int outside = (int) Math.max(0, Math.floor(quotients.length / 2.0 - NORMAL * Math.sqrt(quotients.length) / 2));
        return new Share(quotients[outside], quotients[quotients.length / 2], quotients[last - outside]);
    }
}
