package io.schism.checkers.watch;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The guarantees that etcd states for watches (API guarantees, section Watch APIs), and the three that its own robustness tests add: filter,
 * ordered, unique, atomic, bookmarkable, resumable, is-create, reliable, prev-kv. Each is a {@link Rule}; a violation has the rule's name as
 * its anomaly.
 *
 * <p>Operations:
 * <ul>
 *   <li>{@code watch}, one for each watch that was opened; a watch that is resumed is a new one. Its completion holds what was asked for and all that
 *       came, <pre>{"key": k, "prefix": bool, "from": revision, "previous": bool, "responses": [
 *   {"revision": n, "progress": true},
 *   {"revision": n, "events": [{"type": "put"|"delete", "key": k, "value": v, "revision": n,
 *                               "version": n, "create": bool, "previous": v}]}]}</pre>
 *       where {@code from} 0 or missing means <em>from now on</em>, {@code previous} whether values before the change were asked for;
 *       {@code version}, {@code create} and {@code previous} of an event may be missing. What came is a fact whatever the outcome, so {@code info}
 *       and {@code fail} completions count as {@code ok} ones do.
 *   <li>{@code put} and {@code delete}, {@code ok} with {@code {"key": k, "value": v, "revision": n}} (no value for a delete; no revision when
 *       nothing was deleted): changes that watches must tell of. {@code info} ones may have happened or not, and count only if a watch tells of
 *       them.
 * </ul>
 *
 * <p>A change is known when a watch or an acknowledged write vouches for it. What a key held before an event is known only where watches tell of
 * every revision in between; otherwise is-create and prev-kv stay silent. Revision 1 is taken for the empty store, as in etcd. Time is watches × changes; the
 * budget is not looked at.
 */
public final class Watch implements Checker {
    private static final String NAME = "watch";
    private static final List<Rule> RULES = List.of(
            new Filter(),
            new Ordered(),
            new Unique(),
            new Atomic(),
            new Bookmarkable(),
            new Resumable(),
            new IsCreate(),
            new Reliable(),
            new PrevKv());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        List<Stream> streams = streams(history, findings);
        KnownChanges known = new KnownChanges(streams);
        for (Operation operation : history.operations()) {
            boolean write = operation.f().equals("put") || operation.f().equals("delete");
            if (operation.ofClient() && write && operation.type() == Operation.Type.OK) {
                known.acknowledged(operation);
            }
        }
        for (Stream stream : streams) {
            for (Rule rule : RULES) {
                rule.judge(
                        stream,
                        known,
                        (sentence, revisions) -> findings.add(
                                rule.name(),
                                "the watch of process " + stream.invocation().process() + " " + sentence,
                                List.of(stream.invocation(), shown(stream, revisions)),
                                Map.of("revisions", revisions)));
            }
        }
        long events =
                streams.stream().mapToLong(stream -> stream.events().size()).sum();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("watches", (long) streams.size());
        details.put("events", events);
        return findings.result(
                details,
                events == 0 ? "no watch was told of anything" : null,
                streams.size() + " watches kept all guarantees over " + events + " events");
    }

    private static List<Stream> streams(History history, Findings findings) {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient() || !operation.f().equals("watch") || operation.type() == Operation.Type.INVOKE) {
                continue;
            }
            Stream stream = Stream.of(history, i);
            if (stream != null) {
                streams.add(stream);
            } else if (operation.type() == Operation.Type.OK) {
                findings.unfit(operation, "its value is not a watch with well-formed responses");
            }
        }
        return streams;
    }

    /** The completion with those responses alone that hold a revision in question, or are the nearest before and after it. */
    private static Operation shown(Stream stream, List<Long> revisions) {
        Set<Integer> kept = new LinkedHashSet<>();
        for (long revision : revisions) {
            int before = -1;
            int after = -1;
            for (int i = 0; i < stream.responses().size(); i++) {
                Response response = stream.responses().get(i);
                long first = response.events().isEmpty()
                        ? response.revision()
                        : response.events().get(0).revision();
                boolean holds =
                        first == revision || response.events().stream().anyMatch(event -> event.revision() == revision);
                if (holds) {
                    kept.add(i);
                } else if (first < revision) {
                    before = i;
                } else if (after < 0) {
                    after = i;
                }
            }
            kept.add(before);
            kept.add(after);
        }
        if (!(stream.completion().value() instanceof Map<?, ?> map) || !(map.get("responses") instanceof List<?> all)) {
            return stream.completion();
        }
        Map<Object, @Nullable Object> value = new LinkedHashMap<>(map);
        List<@Nullable Object> responses = new ArrayList<>();
        kept.stream().filter(i -> i >= 0).sorted().forEach(i -> responses.add(all.get(i)));
        value.put("responses", responses);
        return stream.completion().withKeyAndValue(stream.completion().key(), value);
    }
}
