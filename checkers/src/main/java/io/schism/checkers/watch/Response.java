package io.schism.checkers.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a watch: a batch of events, or a progress notification.
 *
 * @param revision the revision in its header; 0 when it was not recorded
 * @param progress whether it is a progress notification
 * @param events the events, in the order they came
 */
record Response(long revision, boolean progress, List<Event> events) {
    Response {
        events = List.copyOf(events);
    }

    /** The response in a map of the history, or null when the map, or an event in it, is none. */
    static @Nullable Response of(@Nullable Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            return null;
        }
        long revision = map.get("revision") instanceof Long number ? number : 0;
        boolean progress = Boolean.TRUE.equals(map.get("progress"));
        List<Event> events = new ArrayList<>();
        if (map.get("events") instanceof List<?> list) {
            for (Object one : list) {
                Event event = one == null ? null : Event.of(one);
                if (event == null) {
                    return null;
                }
                events.add(event);
            }
        }
        return new Response(revision, progress, events);
    }
}
