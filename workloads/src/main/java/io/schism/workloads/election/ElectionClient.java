package io.schism.workloads.election;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A candidate. It leads from the term in which it won until it resigns or notices that it was deposed. */
final class ElectionClient implements Client {
    private static final String NAME = "election";

    private final Session session;
    private final Locks locks;
    private OptionalLong term = OptionalLong.empty();

    ElectionClient(Session session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String candidate = "p" + invocation.process();
        return switch (invocation.f()) {
            case ElectionWorkload.CAMPAIGN -> {
                OptionalLong won = locks.tryLock(NAME, candidate, 0);
                yield won.isPresent() ? leads(won.getAsLong(), candidate) : Outcome.fail("somebody leads");
            }
            case ElectionWorkload.DEPOSE -> leads(locks.takeOver(NAME, candidate), candidate);
            case ElectionWorkload.RESIGN -> resign();
            case ElectionWorkload.OBSERVE ->
                Outcome.ok(locks.holder(NAME)
                        .map(holder -> observation(holder.token(), holder.owner()))
                        .orElse(null));
            default ->
                throw new IllegalArgumentException(
                        "operation (" + invocation.f() + ") is not one of campaign, depose, resign, observe");
        };
    }

    private Outcome leads(long won, String candidate) {
        term = OptionalLong.of(won);
        return Outcome.ok(observation(won, candidate));
    }

    private Outcome resign() {
        if (term.isEmpty()) {
            return Outcome.fail("does not lead");
        }
        long left = term.getAsLong();
        term = OptionalLong.empty();
        return locks.release(NAME, left) ? Outcome.ok(null) : Outcome.fail("was deposed");
    }

    /** The store as a whole says it, whichever node was asked: it must not go back from one node to another either. */
    private static Map<String, Object> observation(long term, String leader) {
        return new TreeMap<>(Map.of("term", term, "leader", leader, "node", "store"));
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(ElectionWorkload.OBSERVE);
    }

    @Override
    public void close() {
        session.close();
    }
}
