package io.schism.harness.disk.volume;

/** Who asks the disk for something. */
@FunctionalInterface
public interface Caller {
    /** Whether it is being killed: nobody waits for the answer then, and it cannot die before it has one. */
    boolean killed();
}
