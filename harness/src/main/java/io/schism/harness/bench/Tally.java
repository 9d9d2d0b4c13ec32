package io.schism.harness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** What one driver got done in all its slices. Safe for several threads while a slice goes on; begun, stopped and ended by one. */
final class Tally {
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(3);
    private final LongAdder answered = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final List<Double> throughputs = new ArrayList<>();
    private long nanos;
    private long took;
    private long processorNanos;
    private long sliceBegan;
    private long processorBegan;

    /** A slice begins. */
    void begin() {
        answered.reset();
        processorBegan = processorTime();
        sliceBegan = System.nanoTime();
    }

    /** A call was answered after so many nanoseconds. */
    void answered(long latency) {
        latencies.recordValue(latency);
        answered.increment();
    }

    /** A call was not. */
    void failed() {
        errors.increment();
    }

    /** The slice is over; what was answered in it may still be counted. */
    void stop() {
        took = System.nanoTime() - sliceBegan;
        processorNanos += processorTime() - processorBegan;
        nanos += took;
    }

    /** Everything is counted. */
    void end() {
        throughputs.add(answered.sum() * 1e9 / took);
    }

    /** Answered calls a second, slice by slice. */
    List<Double> throughputs() {
        return List.copyOf(throughputs);
    }

    Sample sample() {
        long all = latencies.getTotalCount();
        return new Sample(
                all,
                errors.sum(),
                all * 1e9 / nanos,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                processorNanos / 1e3 / Math.max(1, all));
    }

    /** Of this virtual machine: the driver and the proxies, not the nodes. */
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
