package io.schism.harness.engine;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Outcome;

/** One operation on its way through a worker. The scheduler makes it, the worker fills in the outcome, the queues order the two. */
final class Call {
    final Operation invocation;
    final Seat seat;
    final Worker worker;
    /** When the scheduler gives it up, on the run's clock. */
    final long limit;

    /** Set by the worker before it hands the call back. */
    Outcome outcome = Outcome.info("no outcome");
    /** Used by the scheduler alone. */
    boolean abandoned;

    Call(Operation invocation, Seat seat, Worker worker, long limit) {
        this.invocation = invocation;
        this.seat = seat;
        this.worker = worker;
        this.limit = limit;
    }
}
