package io.schism.checkers.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store with revisions, and watches of parts of it in random batches: sound ones are never convicted, broken ones are. */
class WatchSimulationTest {
    private static final int SEEDS = 200;
    private static final String[] KEYS = {"a", "ab", "b", "c"};

    /** How a watch is broken. */
    private enum Bug {
        NONE((random, events) -> {}),
        DROPS((random, events) -> events.remove(1 + random.nextInt(events.size() - 2))),
        REPEATS((random, events) -> events.add(1, events.get(0))),
        REORDERS((random, events) -> events.add(0, events.remove(events.size() - 1))),
        INVENTS((random, events) -> events.get(1).put("value", "nobody wrote this")),
        CREATES((random, events) -> events.get(2).merge("create", true, (was, now) -> !((Boolean) was))),
        REMEMBERS_WRONGLY((random, events) -> events.get(2).put("previous", "nobody wrote this"));

        private final BiConsumer<RandomGenerator, List<Map<String, @Nullable Object>>> breaking;

        Bug(BiConsumer<RandomGenerator, List<Map<String, @Nullable Object>>> breaking) {
            this.breaking = breaking;
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void convictsBrokenWatchesOnly(Bug bug) {
        for (long seed = 0; seed < SEEDS; seed++) {
            CheckResult result = new Watch().check(history(seed, bug), Budget.ofDefaults());

            assertThat(result.verdict())
                    .as("%s, seed %d: %s", bug, seed, result.reason())
                    .isEqualTo(bug == Bug.NONE ? Verdict.VALID : Verdict.INVALID);
        }
    }

    private static History history(long seed, Bug bug) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Map<String, @Nullable Object>> log = log(random);
        List<Operation> operations = new ArrayList<>();
        for (int watcher = 0; watcher < 4; watcher++) {
            // The first sees everything, so that whatever another one gets wrong can be told.
            String key = watcher == 0 ? "" : KEYS[random.nextInt(KEYS.length)].substring(0, 1);
            long from = watcher == 0 ? 2 : random.nextLong(0, 10);
            boolean broken = watcher == 3;
            List<Map<String, @Nullable Object>> events = new ArrayList<>();
            for (Map<String, @Nullable Object> event : log) {
                if (((String) event.get("key")).startsWith(broken ? "" : key)
                        && (Long) event.get("revision") >= (broken ? 2 : from)) {
                    events.add(new LinkedHashMap<>(event));
                }
            }
            Map<String, @Nullable Object> value = new LinkedHashMap<>();
            value.put("key", broken ? "" : key);
            value.put("prefix", true);
            value.put("from", broken ? 2L : from);
            value.put("previous", true);
            if (broken) {
                bug.breaking.accept(random, events);
            }
            value.put("responses", batches(random, events, broken ? bug : Bug.NONE));
            operations.add(operation(operations.size(), watcher, Operation.Type.INVOKE, null));
            operations.add(operation(
                    operations.size(), watcher, random.nextBoolean() ? Operation.Type.OK : Operation.Type.INFO, value));
        }
        return History.of(operations);
    }

    private static Operation operation(long index, int process, Operation.Type type, @Nullable Object value) {
        return new Operation(index, index, process, type, "watch", null, value, null);
    }

    /** What happened: one or two keys change at each revision. */
    private static List<Map<String, @Nullable Object>> log(RandomGenerator random) {
        List<Map<String, @Nullable Object>> log = new ArrayList<>();
        Map<String, String> held = new HashMap<>();
        for (long revision = 2; revision < 40; revision++) {
            int first = random.nextInt(KEYS.length);
            int last = Math.min(KEYS.length - 1, first + random.nextInt(2));
            for (int key = first; key <= last; key++) {
                String name = KEYS[key];
                boolean delete = held.containsKey(name) && random.nextInt(4) == 0;
                Map<String, @Nullable Object> event = new LinkedHashMap<>();
                event.put("type", delete ? "delete" : "put");
                event.put("key", name);
                event.put("value", delete ? null : "v" + revision);
                event.put("revision", revision);
                event.put("create", !delete && !held.containsKey(name));
                event.put("previous", held.get(name));
                log.add(event);
                if (delete) {
                    held.remove(name);
                } else {
                    held.put(name, "v" + revision);
                }
            }
        }
        return log;
    }

    /** Whole revisions together, and now and then a notification of progress. */
    private static List<Object> batches(RandomGenerator random, List<Map<String, @Nullable Object>> events, Bug bug) {
        List<Object> responses = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            batch.add(events.get(i));
            Object revision = events.get(i).get("revision");
            boolean complete =
                    i + 1 == events.size() || !events.get(i + 1).get("revision").equals(revision);
            if (complete && random.nextBoolean()) {
                responses.add(Map.of("events", List.copyOf(batch)));
                batch.clear();
                if (bug == Bug.NONE && random.nextInt(3) == 0) {
                    responses.add(Map.of("progress", true, "revision", revision));
                }
            }
        }
        if (!batch.isEmpty()) {
            responses.add(Map.of("events", List.copyOf(batch)));
        }
        return responses;
    }
}
