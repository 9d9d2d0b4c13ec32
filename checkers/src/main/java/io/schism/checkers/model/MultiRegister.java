package io.schism.checkers.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several registers, read and written together in one atomic transaction.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code txn}, {@code read} or {@code write}</td><td>a list of micro-operations, each {@code ["r", register, null]} or {@code ["w",
 *     register, value]} ({@code "read"} and {@code "write"} are understood too)</td><td>the same list with the values that were
 *     read</td><td>the micro-operations in their order; a read is legal when the register holds the value; null is unset (see {@link
 *     NullRead})</td></tr>
 * </table>
 *
 * <p>Registers and values are anything JSON knows. Initial state: all unset, or the object given, register to value (a register that is no
 * string is written as a list of pairs {@code [[register, value], …]}).
 */
final class MultiRegister implements Model {
    @Override
    public String name() {
        return "multi-register";
    }

    @Override
    public Object initial(@Nullable Object value) {
        Map<Object, Object> state = new HashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((register, held) -> put(state, register, held));
            return Map.copyOf(state);
        }
        if (value instanceof List<?> pairs) {
            for (Object each : pairs) {
                if (!(each instanceof List<?> pair) || pair.size() != 2) {
                    throw misfit(value);
                }
                put(state, pair.get(0), pair.get(1));
            }
            return Map.copyOf(state);
        }
        if (value != null) {
            throw misfit(value);
        }
        return Map.of();
    }

    private static NotInModelException misfit(Object value) {
        return new NotInModelException("initial state " + value
                + " does not fit model multi-register; it must be an object or a list of [register, value]");
    }

    @Override
    public @Nullable Action understand(Call call) {
        switch (call.f()) {
            case "txn", "read", "write" -> {}
            default -> throw call.unknownTo(this, "txn, read and write");
        }
        Object source = call.completed() && call.result() != null ? call.result() : call.argument();
        if (!(source instanceof List<?> list)) {
            throw call.misshapen(this, source, "a list of [f, register, value]");
        }
        List<Step> steps = new ArrayList<>(list.size());
        for (Object each : list) {
            if (!(each instanceof List<?> step) || step.size() != 3 || step.get(0) == null || step.get(1) == null) {
                throw call.misshapen(this, each, "[f, register, value]");
            }
            Object register = Objects.requireNonNull(step.get(1));
            switch (String.valueOf(step.get(0))) {
                case "r", "read" -> {
                    if (!call.silent(step.get(2))) {
                        steps.add(new Step(false, register, Optional.ofNullable(step.get(2))));
                    }
                }
                case "w", "write" -> steps.add(new Step(true, register, Optional.ofNullable(step.get(2))));
                default -> throw call.misshapen(this, each, "[\"r\" or \"w\", register, value]");
            }
        }
        return steps.isEmpty() ? null : new Transaction(List.copyOf(steps));
    }

    @Override
    public Object show(Object state) {
        Map<String, @Nullable Object> shown = new TreeMap<>();
        ((Map<?, ?>) state).forEach((register, value) -> shown.put(String.valueOf(register), value));
        return shown;
    }

    private static void put(Map<Object, Object> state, @Nullable Object register, @Nullable Object value) {
        Object named = Objects.requireNonNull(register, "register");
        if (value == null) {
            state.remove(named);
            return;
        }
        state.put(named, value);
    }

    /** One micro-operation. */
    record Step(boolean writes, Object register, Optional<Object> value) {}

    /** All micro-operations in one instant. */
    record Transaction(List<Step> steps) implements Action {
        @Override
        public List<Object> after(Object state) {
            @SuppressWarnings("unchecked") // initial() makes every state such a map
            Map<Object, Object> before = (Map<Object, Object>) state;
            Map<Object, Object> now = new HashMap<>(before);
            for (Step step : steps) {
                if (step.writes()) {
                    put(now, step.register(), step.value().orElse(null));
                    continue;
                }
                if (!Optional.ofNullable(now.get(step.register())).equals(step.value())) {
                    return List.of();
                }
            }
            return List.of(Map.copyOf(now));
        }

        @Override
        public Effect effect() {
            return steps.stream().noneMatch(Step::writes) ? Effect.READS : Effect.CHANGES;
        }

        @Override
        public boolean omissible() {
            return true;
        }

        @Override
        public List<Object> offers() {
            return named(Step::writes, Named::new);
        }

        @Override
        public List<Object> needs() {
            return named(step -> !step.writes(), Named::new);
        }

        private List<Object> named(Predicate<Step> which, BiFunction<Object, Optional<Object>, Object> name) {
            return steps.stream()
                    .filter(which)
                    .map(step -> name.apply(step.register(), step.value()))
                    .toList();
        }
    }

    /** A value of a register. */
    record Named(Object register, Optional<Object> value) {}
}
