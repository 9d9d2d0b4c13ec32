package io.schism.harness.replica;

import io.schism.checkers.replica.Observation;
import io.schism.checkers.replica.Observation.Copy;
import io.schism.checkers.replica.Observation.Occasion;
import io.schism.checkers.replica.Observation.Question;
import io.schism.checkers.replica.Observation.Silence;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.Replica.Digest;
import io.schism.workloads.client.Replica.Standing;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Asks one node and writes down what it says. For one thread at a time. */
final class Asking implements AutoCloseable {
    /** An answer in which more is applied than committed is either the trace of a race or the real thing; these many in a row tell which. */
    private static final int ANSWERS_IN_A_ROW = 3;

    private final Node node;
    private final Session session;
    private final Replica replica;
    private final LongSupplier nanos;
    private final Consumer<Observation> notes;

    Asking(Node node, Session session, LongSupplier nanos, Consumer<Observation> notes) {
        this.node = node;
        this.session = session;
        this.replica = session.ability(Replica.class)
                .orElseThrow(() -> new IllegalArgumentException("the system shows nothing of its replicas"));
        this.nanos = nanos;
        this.notes = notes;
    }

    /** How it stands; empty when it does not answer. */
    Optional<Standing> standing(boolean atRest) {
        long asked = nanos.getAsLong();
        try {
            Standing last = replica.standing();
            note(last, asked, atRest);
            for (int i = 1; i < ANSWERS_IN_A_ROW && last.appliedIndex() > last.commitIndex(); i++) {
                asked = nanos.getAsLong();
                last = replica.standing();
                note(last, asked, atRest);
            }
            return Optional.of(last);
        } catch (StoreException silent) {
            silence(Question.STANDING, asked, atRest, String.valueOf(silent.getMessage()));
            return Optional.empty();
        }
    }

    /** Asks for the digest at this position; returns its base, or nothing when there is none. */
    Optional<Long> copy(long position, boolean atRest) {
        long asked = nanos.getAsLong();
        try {
            Optional<Digest> digest = replica.digest(position);
            if (digest.isPresent()) {
                Digest copy = digest.get();
                notes.accept(
                        new Copy(node.name(), occasion(asked, atRest), copy.position(), copy.base(), copy.value()));
                return Optional.of(copy.base());
            }
            silence(Question.COPY, asked, atRest, "it has no digest of position " + position);
        } catch (StoreException silent) {
            silence(Question.COPY, asked, atRest, String.valueOf(silent.getMessage()));
        }
        return Optional.empty();
    }

    /** Notes that no digest can be had. */
    void noCopy(String why) {
        silence(Question.COPY, nanos.getAsLong(), true, why);
    }

    private void note(Standing standing, long asked, boolean atRest) {
        notes.accept(new Observation.Standing(
                node.name(),
                occasion(asked, atRest),
                standing.coherent(),
                standing.leads(),
                standing.term(),
                standing.vote().orElse(null),
                standing.leader().orElse(null),
                standing.commitIndex(),
                standing.appliedIndex()));
    }

    private void silence(Question question, long asked, boolean atRest, String why) {
        notes.accept(new Silence(node.name(), occasion(asked, atRest), question, why));
    }

    private Occasion occasion(long asked, boolean atRest) {
        return new Occasion(asked, nanos.getAsLong(), atRest);
    }

    @Override
    public void close() {
        session.close();
    }
}
