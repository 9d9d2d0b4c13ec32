package io.schism.harness.bench;

/**
 * What was measured with one number of processes.
 *
 * @param processes processes; each has a connection of its own
 * @param harness the register workload, driven and recorded as a run does it, with nodes watched
 * @param bare the same calls through the same proxies, from threads that do nothing else
 * @param straight the same calls past the proxies between clients and nodes
 * @param ofBare the harness' share of the bare loop's throughput
 * @param ofStraight the harness' share of the throughput past the proxies
 */
public record Row(int processes, Sample harness, Sample bare, Sample straight, Share ofBare, Share ofStraight) {}
