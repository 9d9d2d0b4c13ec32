package io.schism.checkers.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of elements.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code add}</td><td>the element</td><td>ignored</td><td>always legal; the element is in the set</td></tr>
 * <tr><td>{@code remove}</td><td>the element</td><td>ignored</td><td>always legal; the element is not in the set</td></tr>
 * <tr><td>{@code contains}</td><td>the element</td><td>true or false, or {@code [element, true|false]}</td><td>legal when it is so</td></tr>
 * <tr><td>{@code read}</td><td>ignored</td><td>a list of all elements, in any order; null is the empty set (see {@link
 *     NullRead})</td><td>legal when the set has exactly these</td></tr>
 * </table>
 *
 * <p>Elements are anything JSON knows except null. Initial state: empty, or the list given.
 */
final class SetModel implements Model {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public Object initial(@Nullable Object value) {
        if (value == null) {
            return Set.of();
        }
        if (value instanceof Collection<?> elements && !elements.contains(null)) {
            return new HashSet<Object>(elements);
        }
        throw new NotInModelException(
                "initial state " + value + " does not fit model set; it must be a list of elements without null");
    }

    @Override
    public @Nullable Action understand(Call call) {
        return switch (call.f()) {
            case "add" -> new SetAction.Add(element(call));
            case "remove" -> new SetAction.Remove(element(call));
            case "contains" -> contains(call);
            case "read" -> read(call);
            default -> throw call.unknownTo(this, "add, remove, contains and read");
        };
    }

    private Object element(Call call) {
        if (call.argument() == null) {
            throw call.misshapen(this, null, "an element");
        }
        return call.argument();
    }

    private @Nullable Action contains(Call call) {
        if (!call.completed()) {
            return null;
        }
        if (call.result() instanceof Boolean present) {
            return new SetAction.Contains(element(call), present);
        }
        if (call.result() instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Boolean present) {
            return new SetAction.Contains(Objects.requireNonNull(pair.get(0)), present);
        }
        throw call.misshapen(this, call.result(), "true or false");
    }

    private @Nullable Action read(Call call) {
        if (call.silent(call.result())) {
            return null;
        }
        if (call.result() == null) {
            return new SetAction.ReadAll(Set.of());
        }
        if (call.result() instanceof Collection<?> elements) {
            return new SetAction.ReadAll(new HashSet<>(elements));
        }
        throw call.misshapen(this, call.result(), "a list of elements");
    }

    @Override
    public Object show(Object state) {
        return List.copyOf((Set<?>) state);
    }
}
