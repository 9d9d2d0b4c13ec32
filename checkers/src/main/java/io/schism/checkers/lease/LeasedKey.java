package io.schism.checkers.lease;

import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;

/** What is sure and what is possible of one key and its lease so far, times in nanoseconds. For one thread. */
final class LeasedKey {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long FOREVER = Long.MAX_VALUE;

    private final History history;
    private final long slack;
    private long ttl;

    /** Position since which the key is surely there, {@link History#NONE} when it is not. */
    private int surelySince = History.NONE;

    private long surelyUntil = NEVER;

    /** The last moment at which the lease can still be alive by what completed. */
    private long perhapsUntil = NEVER;
    /** Keep-alives that are under way or unknown, each of which may renew once while the lease is alive. */
    private int renewalsUnknown;
    /** Grants that are under way or unknown: the key may appear at any time. */
    private int grantsUnknown;
    /** Revokes that are under way or unknown: the key may go at any time. */
    private int revokesUnknown;
    /** Position of the last grant's invocation. */
    private int lastGrant = History.NONE;
    /** Position of the last completion of a grant. */
    private int lastGranted = History.NONE;
    /** Position of the last invocation or completion of a revoke that may have taken effect. */
    private int lastRevoke = History.NONE;
    /** Whether the lease of the last grant was revoked for sure; unknown renewals cannot bring it back. */
    private boolean revoked;

    private List<Operation> lastRenewal = List.of();

    LeasedKey(History history, long slack) {
        this.history = history;
        this.slack = slack;
    }

    void take(int position, Operation operation, Findings findings) {
        switch (operation.f()) {
            case "grant" -> grant(position, operation, findings);
            case "keep-alive" -> keepAlive(position, operation);
            case "revoke" -> revoke(position, operation);
            default -> {
                // reads are judged by the checker
            }
        }
    }

    private void grant(int position, Operation operation, Findings findings) {
        if (operation.type() == Operation.Type.INVOKE) {
            grantsUnknown++;
            lastGrant = position;
            return;
        }
        if (operation.type() == Operation.Type.INFO) {
            return;
        }
        grantsUnknown--;
        if (operation.type() == Operation.Type.FAIL) {
            return;
        }
        Operation invocation = history.get(history.pairOf(position));
        Long granted = Lease.ttl(operation) == null ? Lease.ttl(invocation) : Lease.ttl(operation);
        if (granted == null) {
            findings.undecidable(invocation, "a grant needs {\"ttl\": milliseconds}");
            return;
        }
        ttl = granted;
        // A grant or revoke that overlaps this one may have come after it, and then another lease, or none, holds the
        // key.
        boolean alone = lastRevoke < history.pairOf(position) && lastGranted < history.pairOf(position);
        lastGranted = position;
        surelySince = alone ? position : History.NONE;
        surelyUntil = invocation.time() + ttl;
        revoked = false;
        perhapsUntil = Math.max(perhapsUntil, operation.time() + ttl);
        lastRenewal = List.of(invocation, operation);
    }

    private void keepAlive(int position, Operation operation) {
        if (operation.type() == Operation.Type.INVOKE) {
            renewalsUnknown++;
            return;
        }
        if (operation.type() == Operation.Type.INFO) {
            return;
        }
        renewalsUnknown--;
        if (operation.type() == Operation.Type.OK && !revoked) {
            Operation invocation = history.get(history.pairOf(position));
            if (surelySince != History.NONE && surelySince < history.pairOf(position)) {
                surelyUntil = Math.max(surelyUntil, invocation.time() + ttl);
            }
            perhapsUntil = Math.max(perhapsUntil, operation.time() + ttl);
            lastRenewal = List.of(invocation, operation);
        }
    }

    private void revoke(int position, Operation operation) {
        int pair = history.pairOf(position);
        if (operation.type() == Operation.Type.INVOKE) {
            boolean failed = pair != History.NONE && history.get(pair).type() == Operation.Type.FAIL;
            if (!failed) {
                surelySince = History.NONE;
                lastRevoke = position;
                revokesUnknown++;
            }
        } else if (operation.type() == Operation.Type.OK) {
            revokesUnknown--;
            lastRevoke = position;
            surelySince = History.NONE;
            if (lastGrant < pair && lastGranted < pair && grantsUnknown == 0) {
                perhapsUntil = operation.time();
                revoked = true;
            }
        }
    }

    /** Whether the key must be there for an operation that began at this position and ended at this time. */
    boolean surelyThere(int began, long ended) {
        // A grant that is under way may put the key under an older lease, and a late revoke may hit a newer one.
        return grantsUnknown == 0
                && revokesUnknown == 0
                && surelySince != History.NONE
                && surelySince < began
                && ended < surelyUntil;
    }

    /** Whether the key must be gone, slack included, for an operation that began at this time; asked when it has ended. */
    boolean surelyGone(int began, long time) {
        return perhapsUntil != NEVER && lastGrant < began && time > perhapsUntil() + slack;
    }

    long surelyUntil() {
        return surelyUntil;
    }

    /** The last moment at which the lease can be alive, unknown renewals included. */
    long perhapsUntil() {
        if (grantsUnknown > 0) {
            return FOREVER - slack;
        }
        return revoked ? perhapsUntil : perhapsUntil + renewalsUnknown * (ttl + slack);
    }

    /** The last renewal and the read that contradicts it. */
    List<Operation> evidence(Operation invocation, Operation completion) {
        List<Operation> shown = new ArrayList<>(lastRenewal);
        shown.add(invocation);
        shown.add(completion);
        return shown;
    }
}
