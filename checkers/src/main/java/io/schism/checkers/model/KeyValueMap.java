package io.schism.checkers.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map of independent keys; each key is judged alone, so a state is the value of one key.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code get} (also {@code read})</td><td>ignored</td><td>the value</td><td>legal when the key holds the value; null is a missing
 *     key (see {@link NullRead})</td></tr>
 * <tr><td>{@code put} (also {@code write})</td><td>the value</td><td>ignored</td><td>always legal; the key holds the value</td></tr>
 * <tr><td>{@code append}</td><td>a string</td><td>ignored</td><td>always legal; the string is put behind the present value, a missing value
 *     counting as the empty string</td></tr>
 * <tr><td>{@code cas}</td><td>{@code [old, new]}</td><td>ignored</td><td>legal when the key holds {@code old}; then it holds {@code new}</td></tr>
 * </table>
 *
 * <p>The key is the operation's {@code key}. Values are anything JSON knows; {@code append} needs strings. Initial state of each key: missing,
 * or the value given (Porcupine's test data start at {@code ""}).
 */
final class KeyValueMap implements Model {
    @Override
    public String name() {
        return "kv";
    }

    @Override
    public Object initial(@Nullable Object value) {
        return Optional.ofNullable(value);
    }

    @Override
    public @Nullable Action understand(Call call) {
        return switch (call.f()) {
            case "get", "read" -> call.silent(call.result()) ? null : new RegisterAction.Read(call.result());
            case "put", "write" -> new RegisterAction.Write(call.argument());
            case "append" -> append(call);
            case "cas" -> compareAndSet(call);
            default -> throw call.unknownTo(this, "get, put, append and cas");
        };
    }

    private Action append(Call call) {
        if (call.argument() instanceof String text) {
            return new RegisterAction.Append(text);
        }
        throw call.misshapen(this, call.argument(), "a string");
    }

    private Action compareAndSet(Call call) {
        if (call.argument() instanceof List<?> pair && pair.size() == 2) {
            return new RegisterAction.CompareAndSet(pair.get(0), pair.get(1));
        }
        throw call.misshapen(this, call.argument(), "[old, new]");
    }
}
