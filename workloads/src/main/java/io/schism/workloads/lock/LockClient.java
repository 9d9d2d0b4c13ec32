package io.schism.workloads.lock;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import java.util.Map;
import java.util.OptionalLong;

/** Takes the lock, uses the resource with its token, gives the lock back. */
final class LockClient implements Client {
    private final Session session;
    private final Taking taking;
    private final Resource resource;
    private OptionalLong token = OptionalLong.empty();

    LockClient(Session session, Taking taking, Resource resource) {
        this.session = session;
        this.taking = taking;
        this.resource = resource;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        return switch (invocation.f()) {
            case LockWorkload.ACQUIRE -> {
                token = taking.take("p" + invocation.process(), invocation.time());
                yield token.isPresent() ? Outcome.ok(token.getAsLong()) : Outcome.fail("another holds the lock");
            }
            case LockWorkload.CHECK -> check();
            case LockWorkload.USE -> {
                if (token.isEmpty()) {
                    yield Outcome.fail("does not hold the lock");
                }
                yield resource.use(token.getAsLong())
                        ? Outcome.ok(Map.of("token", token.getAsLong()))
                        : Outcome.fail("token " + token.getAsLong() + " was refused");
            }
            case LockWorkload.RELEASE -> {
                if (token.isEmpty()) {
                    yield Outcome.fail("does not hold the lock");
                }
                long returned = token.getAsLong();
                token = OptionalLong.empty();
                yield taking.release(returned) ? Outcome.ok(null) : Outcome.fail("had lost the lock");
            }
            default ->
                throw new IllegalArgumentException(
                        "operation (" + invocation.f() + ") is not one of acquire, check, use, release");
        };
    }

    /** One who has lost the lock forgets its token, and so will not use the resource. */
    private Outcome check() {
        boolean held = token.isPresent() && taking.holds(token.getAsLong());
        token = held ? token : OptionalLong.empty();
        return Outcome.ok(held);
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(LockWorkload.CHECK);
    }

    @Override
    public void close() {
        session.close();
    }
}
