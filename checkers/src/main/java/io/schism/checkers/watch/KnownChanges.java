package io.schism.checkers.watch;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every change of the store that somebody can vouch for: a watch delivered it, or a write was acknowledged with its revision. For one
 * thread.
 */
final class KnownChanges {
    private final List<Stream> streams;
    private final NavigableMap<Long, Map<String, Event>> byRevision = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Event>> byKey = new HashMap<>();
    private final Map<String, List<Span>> coverage = new HashMap<>();

    KnownChanges(List<Stream> streams) {
        this.streams = streams;
        streams.forEach(stream -> stream.events().forEach(this::add));
    }

    /** Takes an acknowledged write: {@code {"key": k, "value": v, "revision": n}}; without a revision it vouches for nothing. */
    void acknowledged(Operation write) {
        if (write.value() instanceof Map<?, ?> map
                && map.get("key") != null
                && map.get("revision") instanceof Long revision) {
            boolean delete = write.f().equals("delete");
            Object value = delete ? null : map.get("value");
            Event written = new Event(String.valueOf(map.get("key")), revision, delete, value, 0, null, null);
            // The store vouched for this one, so whoever was told something else was told wrongly.
            at(revision).put(written.key(), written);
            of(written.key()).put(revision, written);
        }
    }

    private void add(Event event) {
        at(event.revision()).putIfAbsent(event.key(), event);
        of(event.key()).putIfAbsent(event.revision(), event);
    }

    private Map<String, Event> at(long revision) {
        return byRevision.computeIfAbsent(revision, ignored -> new LinkedHashMap<>());
    }

    private NavigableMap<Long, Event> of(String key) {
        return byKey.computeIfAbsent(key, ignored -> new TreeMap<>());
    }

    /** The change of this key at this revision, as it was first seen. */
    @Nullable Event at(String key, long revision) {
        return byRevision.getOrDefault(revision, Map.of()).get(key);
    }

    /** All changes in these revisions, both included, in order. */
    Collection<Map<String, Event>> between(long first, long last) {
        return first > last
                ? List.of()
                : byRevision.subMap(first, true, last, true).values();
    }

    /** What a key held just before a revision. */
    Before before(String key, long revision) {
        NavigableMap<Long, Event> changes = byKey.getOrDefault(key, new TreeMap<>());
        Map.Entry<Long, Event> last = changes.lowerEntry(revision);
        // Revision 1 is the empty store, so the first change can have revision 2.
        long unseenFrom = last == null ? 2 : last.getKey() + 1;
        if (unseenFrom <= revision - 1 && !covered(key, unseenFrom, revision - 1)) {
            return Before.UNKNOWN;
        }
        return last == null || last.getValue().delete()
                ? Before.ABSENT
                : new Before(true, last.getValue().value());
    }

    /**
     * What a key held.
     *
     * @param known whether that is known
     * @param value the value; null when there was none
     */
    record Before(boolean known, @Nullable Object value) {
        static final Before UNKNOWN = new Before(false, null);
        static final Before ABSENT = new Before(true, null);
    }

    /** Whether watches that wanted the key tell of all revisions from one to the other. */
    private boolean covered(String key, long from, long to) {
        return coverage.computeIfAbsent(key, this::spans).stream().anyMatch(span -> span.from <= from && to <= span.to);
    }

    private List<Span> spans(String key) {
        List<Stream> wanting = streams.stream()
                .filter(stream -> stream.wants(key) && stream.first() > 0 && stream.first() <= stream.last())
                .sorted(Comparator.comparingLong(Stream::first))
                .toList();
        List<Span> spans = new ArrayList<>();
        for (Stream stream : wanting) {
            Span before = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (before != null && stream.first() <= before.to + 1) {
                spans.set(spans.size() - 1, new Span(before.from, Math.max(before.to, stream.last())));
            } else {
                spans.add(new Span(stream.first(), stream.last()));
            }
        }
        return spans;
    }

    private record Span(long from, long to) {}

    /** Whether two views of one change differ. */
    static boolean differ(Event one, Event other) {
        return one.delete() != other.delete() || !Objects.equals(one.value(), other.value());
    }
}
