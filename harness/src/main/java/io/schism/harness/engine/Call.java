package io.schism.harness.engine;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Outcome;
import org.jspecify.annotations.Nullable;

/** One operation on its way through a worker. The engine makes it, the worker fills in the outcome, the queues order the two. */
final class Call {
    final Operation invocation;
    final Seat seat;
    /** When the engine gives it up, on the run's clock. */
    final long limit;

    /** Set by the worker before it hands the call back. */
    Outcome outcome = Outcome.info("no outcome");
    /** Whether the worker ended with this call; set before it hands the call back. */
    boolean workerEnded;
    /** Who makes the call, or null as long as nobody does. */
    volatile @Nullable Worker worker;
    /** Used by whoever has the engine's turn. */
    boolean abandoned;

    Call(Operation invocation, Seat seat, long limit) {
        this.invocation = invocation;
        this.seat = seat;
        this.limit = limit;
    }

    /** Ends the worker that is stuck in this call, if one is. */
    void endWorker() {
        Worker stuck = worker;
        if (stuck != null) {
            stuck.retireFrom(this);
        }
    }
}
