package io.schism.checkers.linear;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A second, deliberately naive writing of every model, for {@link BruteForce} and for {@link RandomHistories}: a state, the calls one can
 * make, the answer a correct object gives. Immutable.
 */
interface Toy {
    /** The states after this call, whose answer is {@code ok} or, when that is null, unknown. */
    List<Toy> after(Operation call, @Nullable Operation ok);

    /** A call to make: {@code f} and argument. */
    Map.Entry<String, List<@Nullable Object>> call(Random random, int process);

    /** The answer of a correct object to the call and the state after it; null when it refuses. */
    @Nullable Served serve(String f, int process, @Nullable Object argument);

    /** A wrong answer to try. */
    @Nullable Object lie(Random random, String f, @Nullable Object argument);

    /** Answer and next state. */
    record Served(@Nullable Object result, Toy next) {}

    static Map.Entry<String, List<@Nullable Object>> say(String f, @Nullable Object argument) {
        List<@Nullable Object> one = new ArrayList<>();
        one.add(argument);
        return Map.entry(f, one);
    }

    static List<Toy> when(boolean possible, Toy next) {
        return possible ? List.of(next) : List.of();
    }

    /** What model names mean here. */
    static Toy named(String model) {
        return switch (model) {
            case "register of unique values" -> new Fresh(null, null, null);
            case "growing set" -> new Elements(new HashSet<>(), "add add read");
            case "set without reads" -> new Elements(new HashSet<>(), "add remove contains");
            case "register" -> new Cell(null, false, false);
            case "cas-register" -> new Cell(null, true, false);
            case "kv" -> new Cell(null, true, true);
            case "versioned-register" -> new Versioned(0, null);
            case "multi-register" -> new Pair(new TreeMap<>());
            case "mutex" -> new Lock(-1, -1, false);
            case "fencing-lock" -> new Lock(-1, -9, true);
            case "set" -> new Elements(new HashSet<>(), "add add add remove contains read read read");
            case "fifo-queue" -> new Line(List.of(), true);
            case "unordered-queue" -> new Line(List.of(), false);
            case "counter" -> new Total(0);
            default -> throw new AssertionError(model);
        };
    }

    /** register, cas-register and one key of kv. */
    record Cell(@Nullable Object value, boolean cas, boolean map) implements Toy {
        private Cell with(@Nullable Object now) {
            return new Cell(now, cas, map);
        }

        private static Object text(@Nullable Object value) {
            return value == null ? "" : value;
        }

        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            return switch (call.f()) {
                case "read", "get" -> when(ok == null || Objects.equals(ok.value(), value), this);
                case "write", "put" -> List.of(with(call.value()));
                case "append" -> List.of(with(text(value) + "" + call.value()));
                default -> {
                    List<?> pair = (List<?>) Objects.requireNonNull(call.value());
                    yield when(Objects.equals(value, pair.get(0)), with(pair.get(1)));
                }
            };
        }

        private Object some(Random random) {
            return map ? "" + (char) ('a' + random.nextInt(3)) : (Object) (long) random.nextInt(3);
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            int choice = random.nextInt(10);
            if (choice < 4) {
                return say(map ? "get" : "read", null);
            }
            if (choice < 7 || !cas) {
                return say(map ? "put" : "write", some(random));
            }
            if (map && choice < 9) {
                return say("append", some(random));
            }
            return say("cas", List.of(some(random), some(random)));
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            return switch (f) {
                case "read", "get" -> new Served(value, this);
                case "write", "put" -> new Served(argument, with(argument));
                case "append" -> new Served(argument, with(text(value) + "" + argument));
                default -> {
                    List<?> pair = (List<?>) Objects.requireNonNull(argument);
                    yield Objects.equals(value, pair.get(0)) ? new Served(argument, with(pair.get(1))) : null;
                }
            };
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            return f.equals("read") || f.equals("get") ? (random.nextInt(5) == 0 ? null : some(random)) : argument;
        }
    }

    /** cas-register to which hardly a value is written twice; it remembers two values more to lie with. */
    record Fresh(
            @Nullable Object value,
            @Nullable Object before,
            @Nullable Object first) implements Toy {
        private Fresh with(@Nullable Object now) {
            return new Fresh(now, value, before);
        }

        private @Nullable Object recent(Random random) {
            return random.nextInt(3) > 0 ? value : random.nextInt(3) > 0 ? before : first;
        }

        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            return new Cell(value, true, false)
                    .after(call, ok).stream()
                            .map(cell -> (Toy) with(((Cell) cell).value()))
                            .toList();
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            Object next = (long) random.nextInt(500);
            return switch (random.nextInt(5)) {
                case 0, 1 -> say("read", null);
                case 2, 3 -> say("write", next);
                default -> say("cas", Versioned.pair(recent(random), next));
            };
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            Served served = new Cell(value, true, false).serve(f, process, argument);
            if (served == null || f.equals("read")) {
                return served == null ? null : new Served(served.result(), this);
            }
            return new Served(served.result(), with(((Cell) served.next()).value()));
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            return f.equals("read") ? (random.nextBoolean() ? before : first) : argument;
        }
    }

    /** versioned-register. */
    record Versioned(long version, @Nullable Object value) implements Toy {
        private static List<@Nullable Object> pair(@Nullable Object one, @Nullable Object other) {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(one);
            pair.add(other);
            return pair;
        }

        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            Object seen = ok == null ? null : ((List<?>) Objects.requireNonNull(ok.value())).get(0);
            if (call.f().equals("read")) {
                return when(ok == null || Objects.equals(ok.value(), pair(version, value)), this);
            }
            Object given = ((List<?>) Objects.requireNonNull(call.value())).get(1);
            boolean fits = seen == null || seen.equals(version + 1);
            if (call.f().equals("write")) {
                return when(fits, new Versioned(version + 1, given));
            }
            List<?> change = (List<?>) Objects.requireNonNull(given);
            return when(fits && Objects.equals(value, change.get(0)), new Versioned(version + 1, change.get(1)));
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            return switch (random.nextInt(5)) {
                case 0, 1 -> say("read", null);
                case 2, 3 -> say("write", pair(null, (long) random.nextInt(3)));
                default -> say("cas", pair(null, List.of((long) random.nextInt(3), (long) random.nextInt(3))));
            };
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            if (f.equals("read")) {
                return new Served(pair(version, value), this);
            }
            Object given = ((List<?>) Objects.requireNonNull(argument)).get(1);
            if (f.equals("write")) {
                return new Served(pair(version + 1, given), new Versioned(version + 1, given));
            }
            List<?> change = (List<?>) Objects.requireNonNull(given);
            return Objects.equals(value, change.get(0))
                    ? new Served(pair(version + 1, given), new Versioned(version + 1, change.get(1)))
                    : null;
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            Object given = f.equals("read")
                    ? (Object) (long) random.nextInt(3)
                    : ((List<?>) Objects.requireNonNull(argument)).get(1);
            return pair((long) random.nextInt(5), given);
        }
    }

    /** multi-register with two registers. */
    record Pair(TreeMap<Object, Object> values) implements Toy {
        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            TreeMap<Object, Object> now = new TreeMap<>(values);
            for (Object each : (List<?>) Objects.requireNonNull((ok == null ? call : ok).value())) {
                List<?> step = (List<?>) each;
                if ("w".equals(step.get(0))) {
                    now.put(step.get(1), step.get(2));
                } else if (ok != null && !Objects.equals(now.get(step.get(1)), step.get(2))) {
                    return List.of();
                }
            }
            return List.of(new Pair(now));
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            List<Object> steps = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                List<@Nullable Object> step = new ArrayList<>();
                boolean writes = random.nextBoolean();
                step.add(writes ? "w" : "r");
                step.add(random.nextBoolean() ? "x" : "y");
                step.add(writes ? (Object) (long) random.nextInt(3) : null);
                steps.add(step);
            }
            return say("txn", steps);
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            TreeMap<Object, Object> now = new TreeMap<>(values);
            List<Object> seen = new ArrayList<>();
            for (Object each : (List<?>) Objects.requireNonNull(argument)) {
                List<@Nullable Object> step = new ArrayList<>((List<?>) each);
                if ("w".equals(step.get(0))) {
                    now.put(step.get(1), step.get(2));
                } else {
                    step.set(2, now.get(step.get(1)));
                }
                seen.add(step);
            }
            return new Served(seen, new Pair(now));
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            List<Object> seen = new ArrayList<>();
            for (Object each : (List<?>) Objects.requireNonNull(argument)) {
                List<@Nullable Object> step = new ArrayList<>((List<?>) each);
                if ("r".equals(step.get(0))) {
                    step.set(2, random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(3));
                }
                seen.add(step);
            }
            return seen;
        }
    }

    /** mutex and fencing-lock. */
    record Lock(int owner, long token, boolean fenced) implements Toy {
        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            if (call.f().equals("release")) {
                return when(owner == call.process(), new Lock(-1, token, fenced));
            }
            if (owner >= 0 || !fenced) {
                return when(owner < 0, new Lock(call.process(), token, fenced));
            }
            if (ok != null) {
                long given = (Long) Objects.requireNonNull(ok.value());
                return when(given > token, new Lock(call.process(), given, fenced));
            }
            // Tokens in the histories lie between -9 and 8; a lost answer may have held any of them.
            List<Toy> next = new ArrayList<>();
            for (long given = token + 1; given <= 8; given++) {
                next.add(new Lock(call.process(), given, fenced));
            }
            return next;
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            return say(owner == process || random.nextInt(6) == 0 ? "release" : "acquire", null);
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            if (f.equals("release")) {
                return owner == process ? new Served(null, new Lock(-1, token, fenced)) : null;
            }
            return owner < 0
                    ? new Served(
                            fenced ? Math.max(token, -1) + 1 : null, new Lock(process, Math.max(token, -1) + 1, fenced))
                    : null;
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            return fenced && f.equals("acquire") ? (Object) (long) random.nextInt(6) : null;
        }
    }

    /** set. */
    record Elements(HashSet<Object> held, String mix) implements Toy {
        private Elements with(@Nullable Object element, boolean present) {
            HashSet<Object> now = new HashSet<>(held);
            if (present) {
                now.add(Objects.requireNonNull(element));
            } else {
                now.remove(element);
            }
            return new Elements(now, mix);
        }

        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            return switch (call.f()) {
                case "add" -> List.of(with(call.value(), true));
                case "remove" -> List.of(with(call.value(), false));
                case "contains" -> when(ok == null || Objects.equals(ok.value(), held.contains(call.value())), this);
                default ->
                    when(ok == null || new HashSet<>((List<?>) Objects.requireNonNull(ok.value())).equals(held), this);
            };
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            String[] choices = mix.split(" ");
            String f = choices[random.nextInt(choices.length)];
            return say(f, f.equals("read") ? null : (Object) (long) random.nextInt(3));
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            return switch (f) {
                case "add", "remove" -> new Served(argument, with(argument, f.equals("add")));
                case "contains" -> new Served(held.contains(argument), this);
                default -> new Served(new ArrayList<>(held), this);
            };
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            if (f.equals("contains")) {
                return random.nextBoolean();
            }
            if (!f.equals("read")) {
                return argument;
            }
            List<Object> seen = new ArrayList<>();
            for (long element = 0; element < 3; element++) {
                if (random.nextBoolean()) {
                    seen.add(element);
                }
            }
            return seen;
        }
    }

    /** fifo-queue and unordered-queue. */
    record Line(List<Object> waiting, boolean ordered) implements Toy {
        private Line without(int place) {
            List<Object> now = new ArrayList<>(waiting);
            now.remove(place);
            return new Line(now, ordered);
        }

        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            if (call.f().equals("enqueue")) {
                List<Object> now = new ArrayList<>(waiting);
                now.add(Objects.requireNonNull(call.value()));
                return List.of(new Line(now, ordered));
            }
            if (ok != null && ok.value() == null) {
                return when(waiting.isEmpty(), this);
            }
            List<Toy> next = new ArrayList<>();
            for (int place = 0; place < (ordered ? Math.min(1, waiting.size()) : waiting.size()); place++) {
                if (ok == null || waiting.get(place).equals(ok.value())) {
                    next.add(without(place));
                }
            }
            return next;
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            return random.nextBoolean() ? say("enqueue", (long) random.nextInt(100)) : say("dequeue", null);
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            if (f.equals("enqueue")) {
                List<Object> now = new ArrayList<>(waiting);
                now.add(Objects.requireNonNull(argument));
                return new Served(argument, new Line(now, ordered));
            }
            return waiting.isEmpty() ? new Served(null, this) : new Served(waiting.get(0), without(0));
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            if (f.equals("enqueue")) {
                return argument;
            }
            return waiting.isEmpty() || random.nextInt(4) == 0 ? null : waiting.get(random.nextInt(waiting.size()));
        }
    }

    /** counter. */
    record Total(long total) implements Toy {
        @Override
        public List<Toy> after(Operation call, @Nullable Operation ok) {
            if (call.f().equals("read")) {
                return when(ok == null || Objects.equals(ok.value(), total), this);
            }
            long now = total + (Long) Objects.requireNonNull(call.value());
            boolean silent = ok == null || call.f().equals("add");
            return when(silent || Objects.equals(Objects.requireNonNull(ok).value(), now), new Total(now));
        }

        @Override
        public Map.Entry<String, List<@Nullable Object>> call(Random random, int process) {
            return switch (random.nextInt(3)) {
                case 0 -> say("read", null);
                case 1 -> say("add", (long) random.nextInt(3));
                default -> say("add-and-get", (long) (1 + random.nextInt(2)));
            };
        }

        @Override
        public @Nullable Served serve(String f, int process, @Nullable Object argument) {
            if (f.equals("read")) {
                return new Served(total, this);
            }
            long now = total + (Long) Objects.requireNonNull(argument);
            return new Served(f.equals("add") ? argument : (Object) now, new Total(now));
        }

        @Override
        public @Nullable Object lie(Random random, String f, @Nullable Object argument) {
            return f.equals("add") ? argument : (Object) (total + random.nextInt(3) - 1);
        }
    }
}
