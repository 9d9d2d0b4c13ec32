package io.schism.checkers.simulated;

import io.schism.checkers.Checker;
import io.schism.checkers.bank.Bank;
import io.schism.checkers.counter.CounterBounds;
import io.schism.checkers.election.Election;
import io.schism.checkers.fork.LongFork;
import io.schism.checkers.ids.UniqueIds;
import io.schism.checkers.lease.Lease;
import io.schism.checkers.lock.Fencing;
import io.schism.checkers.lock.MutualExclusion;
import io.schism.checkers.monotonic.Monotonic;
import io.schism.checkers.queue.TotalQueue;
import io.schism.checkers.set.FinalSet;
import io.schism.checkers.set.SetFull;
import io.schism.checkers.simulated.Clients.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One scenario for each checker of this module that judges what clients of a store see. */
public final class Scenarios {
    private static final long MILLI = 1_000_000;

    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                new Scenario(new FinalSet(), Scenarios::forgetfulSet, adds(), List.of(new Request("read", null))),
                new Scenario(new SetFull(false), Scenarios::forgetfulSet, adds(), List.of(new Request("read", null))),
                new Scenario(new SetFull(true), Scenarios::staleSet, adds(), List.of()),
                new Scenario(
                        new TotalQueue(TotalQueue.Delivery.EXACTLY_ONCE),
                        Scenarios::queue,
                        queueCalls(),
                        List.of(new Request("drain", null))),
                new Scenario(new UniqueIds(), Scenarios::ids, random -> new Request("generate", null), List.of()),
                new Scenario(
                        new CounterBounds(0), Scenarios::counter, counterCalls(), List.of(new Request("read", null))),
                new Scenario(
                        new Bank(Optional.of(Map.of("a", 50L, "b", 50L)), false),
                        Scenarios::bank,
                        bankCalls(),
                        List.of()),
                new Scenario(new LongFork(), Scenarios::forks, forkCalls(), List.of()),
                monotonic(Monotonic.Scope.REALTIME),
                monotonic(Monotonic.Scope.SESSION),
                new Scenario(new MutualExclusion(), Scenarios::lock, lockCalls(), List.of()),
                new Scenario(new Fencing(), Scenarios::fenced, fencedCalls(), List.of()),
                new Scenario(new Election(), Scenarios::election, random -> new Request("look", null), List.of()),
                lease(0.3, calmLeaseCalls()),
                lease(3, calmLeaseCalls()));
    }

    /** Where so much is unknown that a conviction is a matter of luck, but must never be wrong. */
    public static List<Scenario> confused() {
        return List.of(lease(0.3, leaseCalls()));
    }

    private static Function<RandomGenerator, Request> adds() {
        AtomicLong next = new AtomicLong();
        return random -> random.nextInt(3) > 0 ? new Request("add", next.incrementAndGet()) : new Request("read", null);
    }

    /** Broken: an acknowledged add is forgotten. */
    private static Store forgetfulSet(RandomGenerator random, double broken) {
        List<Object> elements = new ArrayList<>();
        return (f, value, time) -> {
            if (f.equals("add") && random.nextDouble() >= broken) {
                elements.add(value);
            }
            return f.equals("add") ? value : new ArrayList<>(elements);
        };
    }

    /** Broken: a read lacks what was added last. */
    private static Store staleSet(RandomGenerator random, double broken) {
        List<Object> elements = new ArrayList<>();
        return (f, value, time) -> {
            if (f.equals("add")) {
                elements.add(value);
                return value;
            }
            int missing = random.nextDouble() < broken ? 5 : 0;
            return new ArrayList<>(elements.subList(0, Math.max(0, elements.size() - missing)));
        };
    }

    private static Function<RandomGenerator, Request> queueCalls() {
        AtomicLong next = new AtomicLong();
        return random ->
                random.nextInt(5) > 0 ? new Request("enqueue", next.incrementAndGet()) : new Request("dequeue", null);
    }

    /** Broken: an element stays in the queue when it is taken. */
    private static Store queue(RandomGenerator random, double broken) {
        Deque<Object> queue = new ArrayDeque<>();
        return (f, value, time) -> {
            if (f.equals("enqueue")) {
                queue.add(value);
                return value;
            }
            if (f.equals("drain")) {
                List<Object> all = new ArrayList<>(queue);
                queue.clear();
                return all;
            }
            return random.nextDouble() < broken ? queue.peek() : queue.poll();
        };
    }

    /** Broken: the number is not counted up. */
    private static Store ids(RandomGenerator random, double broken) {
        AtomicLong next = new AtomicLong();
        return (f, value, time) -> random.nextDouble() < broken ? next.get() : next.incrementAndGet();
    }

    private static Function<RandomGenerator, Request> counterCalls() {
        return random -> random.nextBoolean() ? new Request("add", random.nextLong(-3, 5)) : new Request("read", null);
    }

    /** Broken: an acknowledged addition is lost, and others are made twice. */
    private static Store counter(RandomGenerator random, double broken) {
        AtomicLong counter = new AtomicLong();
        return (f, value, time) -> {
            if (f.equals("add") && random.nextDouble() >= broken) {
                counter.addAndGet((Long) value);
            } else if (f.equals("add")) {
                counter.addAndGet(100);
            }
            return f.equals("add") ? value : counter.get();
        };
    }

    private static Function<RandomGenerator, Request> bankCalls() {
        return random -> random.nextBoolean()
                ? new Request("read", null)
                : new Request(
                        "transfer",
                        random.nextBoolean()
                                ? List.of("a", "b", random.nextLong(30))
                                : List.of("b", "a", random.nextLong(30)));
    }

    /** Broken: money arrives that was not taken. */
    private static Store bank(RandomGenerator random, double broken) {
        Map<Object, Long> accounts = new LinkedHashMap<>(Map.of("a", 50L, "b", 50L));
        return (f, value, time) -> {
            if (f.equals("read")) {
                return new LinkedHashMap<>(accounts);
            }
            List<?> transfer = (List<?>) value;
            long amount = (Long) transfer.get(2);
            if (accounts.get(transfer.get(0)) < amount) {
                throw new Store.RefusedException();
            }
            if (random.nextDouble() >= broken) {
                accounts.merge(transfer.get(0), -amount, Long::sum);
            }
            accounts.merge(transfer.get(1), amount, Long::sum);
            return value;
        };
    }

    private static Function<RandomGenerator, Request> forkCalls() {
        AtomicLong next = new AtomicLong();
        return random -> {
            if (random.nextBoolean()) {
                return new Request("write", List.of(List.of("w", next.incrementAndGet(), 1L)));
            }
            long group = next.get() / 3 * 3;
            return new Request(
                    "read",
                    List.of(
                            Arrays.asList("r", group, null),
                            Arrays.asList("r", group + 1, null),
                            Arrays.asList("r", group + 2, null)));
        };
    }

    /** Broken: a read misses one of the keys. */
    private static Store forks(RandomGenerator random, double broken) {
        Map<Object, Object> keys = new HashMap<>();
        return (f, value, time) -> {
            List<List<?>> steps = new ArrayList<>();
            boolean miss = random.nextDouble() < broken;
            int missed = random.nextInt(3);
            for (Object step : (List<?>) value) {
                List<?> one = (List<?>) step;
                if (f.equals("write")) {
                    keys.put(one.get(1), one.get(2));
                    return value;
                }
                steps.add(Arrays.asList("r", one.get(1), miss && steps.size() == missed ? null : keys.get(one.get(1))));
            }
            return steps;
        };
    }

    private static Scenario monotonic(Monotonic.Scope scope) {
        Scenario.StoreMaker maker = (random, broken) -> {
            AtomicLong value = new AtomicLong();
            return (f, given, time) ->
                    f.equals("inc") ? value.incrementAndGet() : value.get() - (random.nextDouble() < broken ? 20 : 0);
        };
        return new Scenario(
                new Monotonic(scope),
                maker,
                random -> new Request(random.nextBoolean() ? "inc" : "read", null),
                List.of());
    }

    private static Function<RandomGenerator, Request> lockCalls() {
        return random -> new Request(random.nextInt(3) > 0 ? "acquire" : "release", null);
    }

    /** The lock is given once and never taken back, for the store does not know who asks. Broken: it is given away though it is held. */
    private static Store lock(RandomGenerator random, double broken) {
        boolean[] held = new boolean[1];
        return (f, value, time) -> {
            if (f.equals("release")) {
                throw new Store.RefusedException();
            }
            if (held[0] && random.nextDouble() >= broken) {
                throw new Store.RefusedException();
            }
            held[0] = true;
            return value;
        };
    }

    private static Function<RandomGenerator, Request> fencedCalls() {
        AtomicLong tokens = new AtomicLong();
        return random -> random.nextInt(3) == 0
                ? new Request("acquire", null)
                : new Request(
                        "write", Map.of("token", Math.max(1, tokens.addAndGet(random.nextInt(2)) - random.nextInt(3))));
    }

    /** Broken: what is stale is let in. */
    private static Store fenced(RandomGenerator random, double broken) {
        AtomicLong token = new AtomicLong();
        AtomicLong greatest = new AtomicLong();
        return (f, value, time) -> {
            if (f.equals("acquire")) {
                return token.incrementAndGet();
            }
            long shown = (Long) ((Map<?, ?>) value).get("token");
            if (shown < greatest.get() && random.nextDouble() >= broken) {
                throw new Store.RefusedException();
            }
            greatest.set(Math.max(greatest.get(), shown));
            return value;
        };
    }

    /** Broken: a node that was deposed still thinks that it leads. */
    private static Store election(RandomGenerator random, double broken) {
        long[] term = {1, 1};
        return (f, value, time) -> {
            if (random.nextInt(10) == 0) {
                term[0]++;
                term[1] = random.nextLong(1, 4);
            }
            long leader = random.nextDouble() < broken ? 9 : term[1];
            return Map.of("term", term[0], "leader", "n" + leader, "node", "n1");
        };
    }

    /** Broken: the lease lasts for another time than it should. */
    private static Scenario lease(double factor, Function<RandomGenerator, Request> calls) {
        Scenario.StoreMaker maker = (random, broken) -> {
            long[] until = {Long.MIN_VALUE};
            double length = broken > 0 ? factor : 1;
            return (f, value, time) -> {
                boolean alive = time < until[0];
                switch (f) {
                    case "grant" -> until[0] = time + (long) (length * 20 * MILLI);
                    case "keep-alive" -> {
                        if (!alive) {
                            throw new Store.RefusedException();
                        }
                        until[0] = time + (long) (length * 20 * MILLI);
                    }
                    case "revoke" -> until[0] = Long.MIN_VALUE;
                    default -> {
                        return alive;
                    }
                }
                return value;
            };
        };
        Checker checker = new Lease(Duration.ofMillis(2));
        return new Scenario(checker, maker, calls, List.of());
    }

    private static Function<RandomGenerator, Request> leaseCalls() {
        return random -> switch (random.nextInt(60)) {
            case 0 -> new Request("revoke", null);
            case 1, 2, 3, 4 -> new Request("keep-alive", null);
            case 5, 6, 7 -> new Request("grant", Map.of("ttl", 20L));
            default -> new Request("read", null);
        };
    }

    /** A grant early on, then seldom a keep-alive, so that the lease runs out while somebody looks. */
    private static Function<RandomGenerator, Request> calmLeaseCalls() {
        AtomicLong calls = new AtomicLong();
        return random -> {
            long call = calls.getAndIncrement() % 200;
            if (call == 0) {
                return new Request("grant", Map.of("ttl", 20L));
            }
            return new Request(call == 20 ? "keep-alive" : "read", null);
        };
    }
}
