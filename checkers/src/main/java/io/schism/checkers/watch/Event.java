package io.schism.checkers.watch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change as a watch delivered it.
 *
 * @param key the key that changed
 * @param revision the store's revision of the change
 * @param delete whether the key was deleted; put otherwise
 * @param value the new value, null for a delete
 * @param version how many times the key was written since it was created, from 1; 0 when it was not recorded, and for a delete
 * @param create whether the event says that it created the key, or null when it was not recorded
 * @param previous the value before, or null when the event does not say
 */
record Event(
        String key,
        long revision,
        boolean delete,
        @Nullable Object value,
        long version,
        @Nullable Boolean create,
        @Nullable Object previous) {
    /** The event in a map of the history, or null when the map is none. */
    static @Nullable Event of(Object given) {
        if (!(given instanceof Map<?, ?> map)
                || map.get("key") == null
                || !(map.get("revision") instanceof Long revision)
                || !("put".equals(map.get("type")) || "delete".equals(map.get("type")))) {
            return null;
        }
        return new Event(
                String.valueOf(map.get("key")),
                revision,
                "delete".equals(map.get("type")),
                map.get("value"),
                map.get("version") instanceof Long version ? version : 0,
                map.get("create") instanceof Boolean create ? create : null,
                map.get("previous"));
    }

    String sentence() {
        return (delete ? "delete of " + key : "put of " + value + " to " + key) + " at revision " + revision;
    }
}
