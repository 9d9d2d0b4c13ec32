package io.schism.checkers.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code read}</td><td>ignored</td><td>the value</td><td>legal when the register holds the value; null is unset (see {@link
 *     NullRead})</td></tr>
 * <tr><td>{@code write}</td><td>the value</td><td>ignored</td><td>always legal; the register holds the value</td></tr>
 * </table>
 *
 * <p>Values are anything JSON knows. Initial state: unset, or the value given. A read whose outcome is unknown tells nothing; a write whose
 * outcome is unknown may take effect at any time after its invocation, or never.
 */
final class Register implements Model {
    @Override
    public String name() {
        return "register";
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
            default -> throw call.unknownTo(this, "read and write");
        };
    }
}
