package io.schism.checkers.watch;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One watch from its request to its end: what was asked for, and all that came.
 *
 * @param invocation the operation's invocation
 * @param completion its completion
 * @param key the key, or the prefix of the keys, that was asked for
 * @param prefix whether {@code key} is a prefix
 * @param from the first revision asked for; 0 for <em>from now on</em>
 * @param previous whether values before the change were asked for
 * @param responses what came, in order
 */
record Stream(
        Operation invocation,
        Operation completion,
        String key,
        boolean prefix,
        long from,
        boolean previous,
        List<Response> responses) {
    /** The watch that completes at this position, or null when its value is not of the shape. */
    static @Nullable Stream of(History history, int position) {
        Operation completion = history.get(position);
        if (!(completion.value() instanceof Map<?, ?> map)) {
            return null;
        }
        List<Response> responses = new ArrayList<>();
        if (map.get("responses") instanceof List<?> list) {
            for (Object one : list) {
                Response response = Response.of(one);
                if (response == null) {
                    return null;
                }
                responses.add(response);
            }
        }
        return new Stream(
                history.get(history.pairOf(position)),
                completion,
                map.get("key") instanceof String key ? key : "",
                Boolean.TRUE.equals(map.get("prefix")) || map.get("key") == null,
                map.get("from") instanceof Long from ? from : 0,
                Boolean.TRUE.equals(map.get("previous")),
                List.copyOf(responses));
    }

    boolean wants(String changed) {
        return prefix ? changed.startsWith(key) : changed.equals(key);
    }

    List<Event> events() {
        return responses.stream()
                .flatMap(response -> response.events().stream())
                .toList();
    }

    /** The first revision of which it must have told every change, or 0 when it told nothing that says so. */
    long first() {
        if (from > 0) {
            return from;
        }
        for (Response response : responses) {
            if (!response.events().isEmpty()) {
                return response.events().get(0).revision();
            }
            if (response.progress()) {
                return response.revision() + 1;
            }
        }
        return 0;
    }

    /** The last revision up to which it must have told every change, or 0. */
    long last() {
        long last = 0;
        for (Response response : responses) {
            for (Event event : response.events()) {
                last = Math.max(last, event.revision());
            }
            if (response.progress()) {
                last = Math.max(last, response.revision());
            }
        }
        return last;
    }

    /** Whether it shows what happened to the key in all of these revisions. */
    boolean covers(String changed, long begin, long end) {
        return wants(changed) && !responses.isEmpty() && first() > 0 && first() <= begin && end <= last();
    }
}
