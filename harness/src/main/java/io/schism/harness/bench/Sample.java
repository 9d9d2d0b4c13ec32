package io.schism.harness.bench;

/**
 * What one driver got done.
 *
 * @param operations calls that were answered
 * @param errors calls that ended in an error of the store
 * @param perSecond answered calls a second
 * @param p50Micros median of the time a call took, in microseconds
 * @param p99Micros its 99th percentile
 * @param processorMicros processor time of this virtual machine for each answered call, in microseconds: driver and proxies, not the nodes
 */
public record Sample(
        long operations, long errors, double perSecond, double p50Micros, double p99Micros, double processorMicros) {}
