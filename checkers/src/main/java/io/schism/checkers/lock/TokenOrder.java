package io.schism.checkers.lock;

import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one lock, or of one guarded resource, in the order of real time: what began after another had ended must not show a
 * smaller one. For one thread.
 */
final class TokenOrder {
    private final History history;
    private final Findings findings;
    private final boolean handedOut;
    private final Map<Long, Integer> firstWith = new HashMap<>();
    private final Map<Integer, Integer> highestWhenBegun = new HashMap<>();
    private final Map<Integer, Long> tokenAt = new HashMap<>();
    private int highest = History.NONE;
    private long highestToken = Long.MIN_VALUE;
    private long tokens;

    /**
     * An order.
     *
     * @param handedOut whether these are tokens that a lock handed out, which must all differ
     */
    TokenOrder(History history, Findings findings, boolean handedOut) {
        this.history = history;
        this.findings = findings;
        this.handedOut = handedOut;
    }

    long tokens() {
        return tokens;
    }

    void begins(int process) {
        highestWhenBegun.put(process, highest);
    }

    void ends(int position, @Nullable Long token) {
        Integer before = highestWhenBegun.remove(history.get(position).process());
        if (token == null) {
            return;
        }
        tokens++;
        Integer twin = firstWith.putIfAbsent(token, position);
        if (handedOut && twin != null) {
            add("token-reused", position, twin, "got token " + token + ", which was handed out before to process ");
        } else if (before != null && before != History.NONE && token < tokenAt(before)) {
            if (handedOut) {
                add(
                        "token-went-back",
                        position,
                        before,
                        "got token " + token + " after token " + tokenAt(before) + " was handed out to process ");
            } else {
                add(
                        "stale-token-accepted",
                        position,
                        before,
                        "was let in with token " + token + " after token " + tokenAt(before)
                                + " was accepted from process ");
            }
        }
        if (token > highestToken) {
            highestToken = token;
            highest = position;
            tokenAt.put(position, token);
        }
    }

    private long tokenAt(int position) {
        return tokenAt.getOrDefault(position, Long.MIN_VALUE);
    }

    private void add(String title, int position, int earlier, String what) {
        Operation operation = history.get(position);
        findings.add(
                title,
                "process " + operation.process() + " " + what
                        + history.get(earlier).process(),
                Fencing.both(history, earlier, position),
                Map.of());
    }
}
