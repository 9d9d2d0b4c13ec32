package io.schism.results;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Histories of ten clients on twenty registers over thirty seconds, made up from a seed: linearizable, unless a stale read is asked for; slow,
 * and with unknown outcomes, while a fault of {@link SampleRuns#faults()} is in force.
 */
final class SampleHistory {
    private static final int CLIENTS = 10;
    private static final long END = 30_000_000_000L;

    private final Random random;
    private final List<Draft> drafts = new ArrayList<>();

    private SampleHistory(long seed) {
        this.random = new Random(seed);
    }

    /** About so many calls. */
    static History of(int calls, long seed, boolean stale) {
        return new SampleHistory(seed).make(calls, stale);
    }

    /** A call while it is made up. */
    private static final class Draft {
        final int client;
        final long begin;
        final long effect;
        final long end;
        final String f;
        final long key;

        @Nullable Object value;

        Type outcome;

        Draft(int client, long begin, long effect, long end, String f, long key, @Nullable Object value, Type outcome) {
            this.client = client;
            this.begin = begin;
            this.effect = effect;
            this.end = end;
            this.f = f;
            this.key = key;
            this.value = value;
            this.outcome = outcome;
        }
    }

    private History make(int calls, boolean stale) {
        for (int client = 0; client < CLIENTS; client++) {
            issue(client, END * CLIENTS / Math.max(1, calls));
        }
        takeEffect(stale);
        return record();
    }

    private void issue(int client, long pace) {
        long now = random.nextLong(pace);
        while (now < END) {
            long latency = latency(client, now);
            String f = List.of("read", "read", "write", "cas").get(random.nextInt(4));
            boolean late = latency > 800_000_000L;
            long shown = Math.min(latency, 1_000_000_000L);
            Type outcome = !late ? Type.OK : f.equals("read") ? Type.FAIL : Type.INFO;
            Object value = f.equals("write")
                    ? (Object) (long) random.nextInt(5)
                    : f.equals("cas") ? List.of((long) random.nextInt(5), (long) random.nextInt(5)) : null;
            long effect = now + 1 + (long) (latency * (0.2 + 0.6 * random.nextDouble()));
            drafts.add(new Draft(client, now, effect, now + shown, f, random.nextInt(20), value, outcome));
            now += Math.max(shown + 1000, (long) (pace * (0.7 + 0.6 * random.nextDouble())));
        }
    }

    private long latency(int client, long now) {
        boolean hurt = SampleRuns.faults().stream().anyMatch(fault -> {
            Long begun = fault.begun();
            Long healed = fault.healed();
            return begun != null
                    && now >= begun
                    && now < (healed == null ? END : healed)
                    && (fault.id() + client) % 3 == 0;
        });
        return (long) (400_000 * Math.exp(random.nextGaussian() * 0.7) * (hurt ? 500 : 1)) + 50_000;
    }

    private void takeEffect(boolean stale) {
        drafts.sort(Comparator.comparingLong(draft -> draft.effect));
        Map<Long, Long> registers = new HashMap<>();
        Map<Long, Long> before = new HashMap<>();
        boolean told = !stale;
        for (Draft draft : drafts) {
            Long held = registers.get(draft.key);
            if (draft.f.equals("read") && draft.outcome == Type.OK) {
                Long old = before.get(draft.key);
                boolean lie = !told && draft.effect > END / 2 && old != null && !old.equals(held);
                draft.value = lie ? old : held;
                told |= lie;
            }
            if (draft.value instanceof List<?> change && !change.get(0).equals(held)) {
                draft.outcome = draft.outcome == Type.OK ? Type.FAIL : draft.outcome;
                continue;
            }
            if (!draft.f.equals("read") && (draft.outcome != Type.INFO || random.nextBoolean())) {
                Object now = draft.value instanceof List<?> change ? change.get(1) : draft.value;
                before.put(draft.key, held == null ? -1L : held);
                registers.put(draft.key, (Long) now);
            }
        }
    }

    private History record() {
        record Event(
                long time,
                @Nullable Draft draft,
                boolean first,
                @Nullable FaultWindow fault) {}
        List<Event> events = new ArrayList<>();
        for (FaultWindow fault : SampleRuns.faults()) {
            Long begun = fault.begun();
            Long healed = fault.healed();
            if (begun != null) {
                events.add(new Event(begun, null, true, fault));
            }
            if (healed != null) {
                events.add(new Event(healed, null, false, fault));
            }
        }
        for (Draft draft : drafts) {
            events.add(new Event(draft.begin, draft, true, null));
            events.add(new Event(draft.end, draft, false, null));
        }
        events.sort(Comparator.comparingLong(Event::time));
        int[] processes = new int[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            processes[i] = i;
        }
        List<Operation> operations = new ArrayList<>();
        for (Event event : events) {
            FaultWindow fault = event.fault();
            if (fault != null) {
                operations.add(new Operation(
                        operations.size(),
                        event.time(),
                        Operation.NEMESIS,
                        Type.INFO,
                        fault.fault(),
                        null,
                        Map.of(
                                "id",
                                fault.id(),
                                "phase",
                                event.first() ? "begun" : "healed",
                                "name",
                                fault.name(),
                                "targets",
                                fault.targets()),
                        null));
            }
            Draft draft = event.draft();
            if (draft == null) {
                continue;
            }
            boolean read = draft.f.equals("read");
            Type type = event.first() ? Type.INVOKE : draft.outcome;
            operations.add(new Operation(
                    operations.size(),
                    event.time(),
                    processes[draft.client],
                    type,
                    draft.f,
                    draft.key,
                    read && type != Type.OK ? null : draft.value,
                    type == Type.INFO || (read && type == Type.FAIL) ? "TIMEOUT" : null));
            if (type == Type.INFO) {
                processes[draft.client] += CLIENTS;
            }
        }
        return History.of(operations);
    }
}
