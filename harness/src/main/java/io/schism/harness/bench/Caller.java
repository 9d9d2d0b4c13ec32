package io.schism.harness.bench;

import java.util.SplittableRandom;

/** One process of a bare loop, with a connection of its own. Used by one thread. */
interface Caller extends AutoCloseable {
    /**
     * Makes one call and waits for its answer.
     *
     * @throws io.schism.workloads.client.StoreException when there is none
     */
    void call(SplittableRandom random);

    @Override
    void close();
}
