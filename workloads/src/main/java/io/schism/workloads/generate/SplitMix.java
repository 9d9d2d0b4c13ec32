package io.schism.workloads.generate;

import java.util.random.RandomGenerator;

/**
 * Random numbers from 64 bits of state: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, section 4.
 * Made anew from the context's draw for every step, so that generators stay pure. Used by one thread.
 */
final class SplitMix implements RandomGenerator {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        state += GAMMA;
        return finish(state);
    }

    /** The number after this one in a sequence that starts at any seed. */
    static long after(long draw) {
        return finish(draw + GAMMA);
    }

    private static long finish(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
