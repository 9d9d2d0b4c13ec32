package io.schism.checkers.lease;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key lives as long as its lease: it does not die while the lease is kept alive, and outlives it by no more than the stated slack.
 *
 * <p>Operations, the leased key as their key: {@code grant} with {@code {"ttl": milliseconds}}, {@code ok} once the key exists under a fresh
 * lease (with {@code {"ttl": …}} when the system granted another one); {@code keep-alive}, {@code ok} when the lease was renewed, {@code fail} when
 * it was not; {@code revoke} of the lease that was granted before; {@code read}, {@code ok} with whether the key is there (null and false say that it is not). Every operation
 * needs a time.
 *
 * <p>What is sure: the key is there from the completion of an {@code ok} grant, and for the time to live from the <em>invocation</em> of the grant or of
 * an {@code ok} keep-alive on, unless somebody begins to revoke it or to grant it anew, and for ever if nobody knows what became of that. It is gone when the time to live has passed since the <em>completion</em> of the
 * last of them, and since the completion of a revoke. An {@code info} keep-alive may have renewed the lease once more while it was alive;
 * after an {@code info} grant nothing says that the key is gone. Anomalies: {@code died-early} and {@code outlived}. One pass; the budget is not
 * looked at.
 */
public final class Lease implements Checker {
    private static final String NAME = "lease";

    private final Duration slack;

    /**
     * A checker.
     *
     * @param slack how long a key may outlive its lease; etcd renews all leases when its leader changes, so add one time to live where
     *     leaders fall
     */
    public Lease(Duration slack) {
        if (slack.isNegative()) {
            throw new IllegalArgumentException("slack (" + slack + ") must not be negative");
        }
        this.slack = slack;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<@Nullable Object, LeasedKey> keys = new HashMap<>();
        long present = 0;
        long absent = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient()) {
                continue;
            }
            if (operation.time() < 0) {
                findings.unfit(operation, "it has no time, without which leases cannot be judged");
                break;
            }
            LeasedKey key = keys.computeIfAbsent(operation.key(), name -> new LeasedKey(history, slack.toNanos()));
            key.take(i, operation, findings);
            if (operation.f().equals("read") && operation.type() == Operation.Type.OK) {
                boolean there = operation.value() != null && !Boolean.FALSE.equals(operation.value());
                present += there ? 1 : 0;
                absent += there ? 0 : 1;
                judge(history, i, there, key, findings);
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("present", present);
        details.put("absent", absent);
        details.put("diedEarly", findings.count("died-early"));
        details.put("outlived", findings.count("outlived"));
        return findings.result(
                details,
                present + absent == 0 ? "no key was read" : null,
                "no read of " + (present + absent) + " saw a key die early or outlive its lease");
    }

    private static void judge(History history, int position, boolean there, LeasedKey key, Findings findings) {
        Operation completion = history.get(position);
        int began = history.pairOf(position);
        Operation invocation = history.get(began);
        String reader = "process " + completion.process();
        String name = completion.key() == null ? "the key" : "key " + completion.key();
        if (!there && key.surelyThere(began, completion.time())) {
            findings.add(
                    "died-early",
                    reader + " did not find " + name + ", whose lease had at least "
                            + millis(key.surelyUntil() - completion.time()) + " ms to live",
                    key.evidence(invocation, completion),
                    Map.of());
        }
        if (there && key.surelyGone(began, invocation.time())) {
            findings.add(
                    "outlived",
                    reader + " found " + name + ", whose lease had run out at least "
                            + millis(invocation.time() - key.perhapsUntil()) + " ms before it looked",
                    key.evidence(invocation, completion),
                    Map.of());
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    /** The time to live that an operation tells, in nanoseconds, or null. */
    static @Nullable Long ttl(Operation operation) {
        return operation.value() instanceof Map<?, ?> map && map.get("ttl") instanceof Long millis && millis > 0
                ? Long.valueOf(millis * 1_000_000)
                : null;
    }
}
