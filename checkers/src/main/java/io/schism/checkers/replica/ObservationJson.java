package io.schism.checkers.replica;

import io.schism.checkers.history.MalformedHistoryException;
import io.schism.checkers.replica.Observation.Copy;
import io.schism.checkers.replica.Observation.Occasion;
import io.schism.checkers.replica.Observation.Question;
import io.schism.checkers.replica.Observation.Silence;
import io.schism.checkers.replica.Observation.Standing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Observations as JSON objects. Stateless. */
final class ObservationJson {
    private static final String SAYS = "says";

    private ObservationJson() {}

    static Map<String, @Nullable Object> write(Observation observation) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Occasion occasion = observation.occasion();
        object.put("time", occasion.asked());
        object.put("answered", occasion.answered());
        object.put("atRest", occasion.atRest());
        object.put("node", observation.node());
        if (observation instanceof Standing standing) {
            object.put(SAYS, "standing");
            object.put("coherent", standing.coherent());
            object.put("leads", standing.leads());
            object.put("term", standing.term());
            object.put("vote", standing.vote());
            object.put("leader", standing.leader());
            object.put("commit", standing.commit());
            object.put("applied", standing.applied());
        }
        if (observation instanceof Copy copy) {
            object.put(SAYS, "copy");
            object.put("position", copy.position());
            object.put("base", copy.base());
            object.put("digest", copy.digest());
        }
        if (observation instanceof Silence silence) {
            object.put(SAYS, "nothing");
            object.put("question", silence.question().name().toLowerCase(Locale.ROOT));
            object.put("why", silence.why());
        }
        return object;
    }

    /**
     * The observation in an object.
     *
     * @throws MalformedHistoryException when a member is missing or of another type
     */
    static Observation read(Map<?, ?> object) {
        String node = text(object, "node");
        long asked = number(object, "time");
        long answered = Math.max(asked, number(object, "answered"));
        Occasion occasion = new Occasion(asked, answered, truth(object, "atRest"));
        return switch (text(object, SAYS)) {
            case "standing" ->
                new Standing(
                        node,
                        occasion,
                        truth(object, "coherent"),
                        truth(object, "leads"),
                        number(object, "term"),
                        nameOrNull(object, "vote"),
                        nameOrNull(object, "leader"),
                        number(object, "commit"),
                        number(object, "applied"));
            case "copy" ->
                new Copy(node, occasion, number(object, "position"), number(object, "base"), number(object, "digest"));
            case "nothing" ->
                new Silence(
                        node,
                        occasion,
                        text(object, "question").equals("copy") ? Question.COPY : Question.STANDING,
                        text(object, "why"));
            default -> throw new MalformedHistoryException("\"" + text(object, SAYS) + "\" is nothing a node can say");
        };
    }

    private static String text(Map<?, ?> object, String name) {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw missing(name, "a text");
    }

    private static @Nullable String nameOrNull(Map<?, ?> object, String name) {
        return object.get(name) == null ? null : text(object, name);
    }

    private static long number(Map<?, ?> object, String name) {
        if (object.get(name) instanceof Long number) {
            return number;
        }
        throw missing(name, "an integer");
    }

    private static boolean truth(Map<?, ?> object, String name) {
        if (object.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw missing(name, "true or false");
    }

    private static MalformedHistoryException missing(String name, String type) {
        return new MalformedHistoryException("\"" + name + "\" is missing or is not " + type);
    }
}
