package io.schism.checkers.replica;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one node said when it was asked about itself, or that it said nothing. Times are nanoseconds since the start of the run. Immutable.
 */
public sealed interface Observation {
    /** The node that was asked. */
    String node();

    /** When and on what occasion. */
    Occasion occasion();

    /**
     * When a question was asked.
     *
     * @param asked before the question left
     * @param answered after the answer had come, or was given up
     * @param atRest true when the run was over: all faults healed, no client left
     */
    record Occasion(long asked, long answered, boolean atRest) {
        public Occasion {
            if (answered < asked) {
                throw new IllegalArgumentException("an answer (" + answered + ") before its question (" + asked + ")");
            }
        }
    }

    /**
     * How it stands.
     *
     * @param coherent whether term, vote and leads are of one moment, and the term is the one that a restart must not lose
     * @param leads whether it leads in this term
     * @param term its term
     * @param vote whom it voted for in this term, or null for nobody and for a system that does not say
     * @param leader the leader it knows of, or null
     * @param commit last log index it knows to be committed
     * @param applied last log index it has applied; may have been read after {@code commit}
     */
    record Standing(
            String node,
            Occasion occasion,
            boolean coherent,
            boolean leads,
            long term,
            @Nullable String vote,
            @Nullable String leader,
            long commit,
            long applied)
            implements Observation {
        public Standing {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(occasion, "occasion");
        }
    }

    /**
     * The digest of its copy.
     *
     * @param position of which the digest is: a log index or a revision
     * @param base what the digest begins at; only digests with equal bases can be compared
     * @param digest the digest
     */
    record Copy(String node, Occasion occasion, long position, long base, long digest) implements Observation {
        public Copy {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(occasion, "occasion");
        }
    }

    /**
     * No answer.
     *
     * @param question what it was asked
     * @param why what came instead
     */
    record Silence(String node, Occasion occasion, Question question, String why) implements Observation {
        public Silence {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(occasion, "occasion");
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(why, "why");
        }
    }

    /** What a node is asked. */
    enum Question {
        /** For a {@link Standing}. */
        STANDING,
        /** For a {@link Copy}. */
        COPY
    }
}
