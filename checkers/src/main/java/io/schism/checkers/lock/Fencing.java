package io.schism.checkers.lock;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fencing tokens protect what a lock guards: each acquire gets a greater token than the one before it, and the guarded resource accepts no
 * operation with a token once it has accepted one with a greater token.
 *
 * <p>Operations: {@code acquire}, {@code ok} with the token, an integer or a map {@code {"token": n}}; any other name but {@code release},
 * {@code ok} with a map {@code {"token": n, …}}, is an operation that the resource accepted. Each key is a lock and a resource of its own.
 * {@code info} and {@code fail} show no token and are left aside. Anomalies: {@code token-reused}, {@code token-went-back},
 * {@code stale-token-accepted}. One pass; the budget is not looked at.
 */
public final class Fencing implements Checker {
    private static final String NAME = "fencing";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<@Nullable Object, TokenOrder> acquired = new HashMap<>();
        Map<@Nullable Object, TokenOrder> accepted = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient() || operation.f().equals("release")) {
                continue;
            }
            boolean acquire = operation.f().equals("acquire");
            TokenOrder order = (acquire ? acquired : accepted)
                    .computeIfAbsent(operation.key(), key -> new TokenOrder(history, findings, acquire));
            if (operation.type() == Operation.Type.INVOKE) {
                order.begins(operation.process());
                continue;
            }
            Long token = operation.type() == Operation.Type.OK ? token(operation) : null;
            order.ends(i, token);
            if (token == null && acquire && operation.type() == Operation.Type.OK) {
                findings.unfit(operation, "it has no fencing token; record it as the value");
            }
        }
        long tokens = acquired.values().stream().mapToLong(TokenOrder::tokens).sum();
        long uses = accepted.values().stream().mapToLong(TokenOrder::tokens).sum();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("tokens", tokens);
        details.put("accepted", uses);
        return findings.result(
                details,
                tokens + uses == 0 ? "no operation shows a fencing token" : null,
                tokens + " tokens were handed out in order, and none of " + uses + " accepted operations was stale");
    }

    private static @Nullable Long token(Operation operation) {
        if (operation.value() instanceof Long token && operation.f().equals("acquire")) {
            return token;
        }
        return operation.value() instanceof Map<?, ?> map && map.get("token") instanceof Long token ? token : null;
    }

    /** The operations of a contradiction. */
    static List<Operation> both(History history, int one, int other) {
        return List.of(
                history.get(history.pairOf(one)),
                history.get(one),
                history.get(history.pairOf(other)),
                history.get(other));
    }
}
