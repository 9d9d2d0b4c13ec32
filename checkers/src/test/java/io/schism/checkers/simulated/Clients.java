package io.schism.checkers.simulated;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Concurrent clients of a store, simulated: each operation takes effect at one instant between invocation and completion. A tenth end
 * {@code info}: half of these take effect, perhaps long after the client gave up. So the history is what a correct system allows whenever the
 * store is correct.
 */
public final class Clients {
    private static final int PROCESSES = 5;
    private static final double UNKNOWN = 0.1;
    private static final long MILLI = 1_000_000;

    private final RandomGenerator random;
    private final Store store;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private final List<Operation> operations = new ArrayList<>();
    private final int[] process = new int[PROCESSES];
    private long numbers;
    private long last;

    /** What a client asks. */
    public record Request(String f, @Nullable Object value) {}

    private record Event(long time, long number, Runnable action) {}

    private Clients(long seed, Store store) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.store = store;
    }

    /**
     * A history of this many operations, then the final ones, one after another, once everybody else is done.
     *
     * @param generator makes the next request
     */
    public static History run(
            long seed, int count, Store store, Function<RandomGenerator, Request> generator, List<Request> finals) {
        Clients clients = new Clients(seed, store);
        int[] left = {count};
        for (int thread = 0; thread < PROCESSES; thread++) {
            clients.process[thread] = thread;
            clients.next(thread, 0, generator, left);
        }
        clients.drain();
        for (Request request : finals) {
            clients.begin(0, clients.last + MILLI, request, false, () -> {});
            clients.drain();
        }
        return History.of(clients.operations);
    }

    private void drain() {
        while (!events.isEmpty()) {
            Event event = events.poll();
            last = event.time();
            event.action().run();
        }
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, numbers++, action));
    }

    private long soon(long time) {
        return time + 1 + random.nextLong(2 * MILLI);
    }

    private void next(int thread, long time, Function<RandomGenerator, Request> generator, int[] left) {
        at(soon(time), () -> {
            if (left[0]-- > 0) {
                begin(thread, last, generator.apply(random), true, () -> next(thread, last, generator, left));
            }
        });
    }

    private void begin(int thread, long time, Request request, boolean mayBeUnknown, Runnable then) {
        at(time, () -> {
            int number = process[thread];
            record(number, Operation.Type.INVOKE, request, request.value());
            boolean unknown = mayBeUnknown && random.nextDouble() < UNKNOWN;
            long effect = soon(last);
            long completion = soon(effect);
            if (unknown) {
                if (random.nextBoolean()) {
                    at(last + random.nextLong(20 * MILLI), () -> quietly(request));
                }
                at(completion, () -> {
                    record(number, Operation.Type.INFO, request, request.value());
                    process[thread] += PROCESSES;
                    then.run();
                });
                return;
            }
            at(effect, () -> effect(number, request, completion, then));
        });
    }

    private void quietly(Request request) {
        try {
            store.ask(request.f(), request.value(), last);
        } catch (Store.RefusedException e) {
            // nobody is there to be told
        }
    }

    private void effect(int number, Request request, long completion, Runnable then) {
        Operation.Type type = Operation.Type.OK;
        Object answer = request.value();
        try {
            answer = store.ask(request.f(), request.value(), last);
        } catch (Store.RefusedException e) {
            type = Operation.Type.FAIL;
        }
        Operation.Type outcome = type;
        Object value = answer;
        at(completion, () -> {
            record(number, outcome, request, value);
            then.run();
        });
    }

    private void record(int number, Operation.Type type, Request request, @Nullable Object value) {
        operations.add(new Operation(operations.size(), last, number, type, request.f(), null, value, null));
    }
}
