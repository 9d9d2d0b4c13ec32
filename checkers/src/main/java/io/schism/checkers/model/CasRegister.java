package io.schism.checkers.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A single value with compare-and-set.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code read}</td><td>ignored</td><td>the value</td><td>legal when the register holds the value; null is unset (see {@link
 *     NullRead})</td></tr>
 * <tr><td>{@code write}</td><td>the value</td><td>ignored</td><td>always legal; the register holds the value</td></tr>
 * <tr><td>{@code cas}</td><td>{@code [old, new]}</td><td>ignored</td><td>legal when the register holds {@code old}; then it holds {@code
 *     new}</td></tr>
 * </table>
 *
 * <p>Values are anything JSON knows. Initial state: unset, or the value given. A {@code cas} that found another value must be recorded as
 * {@code fail}; it took no effect and, as in Jepsen, tells nothing. One whose outcome is unknown may have found its value or not.
 */
final class CasRegister implements Model {
    @Override
    public String name() {
        return "cas-register";
    }

    @Override
    public Object initial(@Nullable Object value) {
        return Optional.ofNullable(value);
    }

    @Override
    public @Nullable Action understand(Call call) {
        return switch (call.f()) {
            case "read" -> call.silent(call.result()) ? null : new RegisterAction.Read(call.result());
            case "write" -> new RegisterAction.Write(call.argument());
            case "cas" -> compareAndSet(call);
            default -> throw call.unknownTo(this, "read, write and cas");
        };
    }

    private Action compareAndSet(Call call) {
        if (call.argument() instanceof List<?> pair && pair.size() == 2) {
            return new RegisterAction.CompareAndSet(pair.get(0), pair.get(1));
        }
        throw call.misshapen(this, call.argument(), "[old, new]");
    }
}
