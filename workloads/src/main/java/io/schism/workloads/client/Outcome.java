package io.schism.workloads.client;

import io.schism.checkers.history.Operation;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended. This is the one place where errors become outcomes. Immutable.
 *
 * @param type {@code OK}, {@code FAIL} or {@code INFO}
 * @param value the result of an {@code OK}, or what an {@code INFO} was about to do when that is known; when it is null and the type not {@code
 *     OK}, the completion keeps the value of its invocation
 * @param error why it is not {@code OK}, or null
 * @param refused whether it failed because the node did not serve, so that asking it again at once is no use
 */
public record Outcome(
        Operation.Type type,
        @Nullable Object value,
        @Nullable String error,
        boolean refused) {
    public Outcome {
        Objects.requireNonNull(type, "type");
        if (type == Operation.Type.INVOKE) {
            throw new IllegalArgumentException("an invocation is not an outcome; use ok, fail or info");
        }
    }

    /** It took effect. */
    public static Outcome ok(@Nullable Object value) {
        return new Outcome(Operation.Type.OK, value, null, false);
    }

    /** It did not take effect and never will. */
    public static Outcome fail(String error) {
        return new Outcome(Operation.Type.FAIL, null, Objects.requireNonNull(error, "error"), false);
    }

    /** It did not take effect and never will, because the node did not serve it. */
    public static Outcome refused(String error) {
        return new Outcome(Operation.Type.FAIL, null, Objects.requireNonNull(error, "error"), true);
    }

    /** Nobody knows. */
    public static Outcome info(String error) {
        return new Outcome(Operation.Type.INFO, null, Objects.requireNonNull(error, "error"), false);
    }

    /** The same, with what it was about to do. */
    public Outcome about(Object what) {
        return new Outcome(type, Objects.requireNonNull(what, "what"), error, refused);
    }

    /**
     * What an error means.
     *
     * <table>
     * <caption>The table</caption>
     * <tr><th>error</th><th>read-only operation</th><th>any other</th></tr>
     * <tr><td>{@link StoreException} that is {@link StoreException#definite definite}</td><td>fail</td><td>fail</td></tr>
     * <tr><td>any other {@link StoreException}</td><td>fail</td><td>info</td></tr>
     * <tr><td>anything else that is thrown</td><td>info</td><td>info</td></tr>
     * </table>
     *
     * <p>The last row holds for reads too: what nobody foresaw says nothing about how far the call came.
     */
    public static Outcome of(Throwable thrown, boolean readOnly) {
        if (!(thrown instanceof StoreException store)) {
            return info(words(thrown.getClass().getSimpleName(), thrown.getMessage()));
        }
        String error = words(store.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), store.getMessage());
        return readOnly || store.definite() ? refused(error) : info(error);
    }

    private static String words(String kind, @Nullable String message) {
        return message == null || message.isBlank() ? kind : kind + ": " + message;
    }
}
