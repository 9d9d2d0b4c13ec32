package io.schism.checkers.linear;

import io.schism.checkers.model.Effect;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key's calls that are not linearizable as few as it can while they still are not: first what the search found, then windows that end
 * at the failing call, from short to long, then single calls, in ever smaller chunks (after Zeller and Hildebrandt, <i>Simplifying and isolating
 * failure-inducing input</i>, IEEE TSE 28(2), 2002). Only calls go that may go ({@link Reduction}). Deterministic but for the time budget:
 * what may be spent is counted in steps.
 */
final class Shrinker {
    private static final int FIRST_WINDOW = 16;
    private static final int ROUNDS = 6;
    private static final long STEPS_A_TRY = 500;

    private static final int WORK_OF_A_HARD_TRY = 100_000;

    /** Calls looked at in all tries together; about a second. */
    private static final long MOST_WORK = 3_000_000;

    private final Object initial;
    private final boolean groupsMayGo;
    private final Spending spending;
    private long work;

    Shrinker(Object initial, boolean groupsMayGo, Spending spending) {
        this.initial = initial;
        this.groupsMayGo = groupsMayGo;
        this.spending = spending;
    }

    /** Some calls that fail, and the answer on them. */
    record Shrunk(Calls calls, Answer answer) {}

    /** The fewest it finds, and with them the writes that make the contradiction plain. */
    Shrunk shrink(Calls calls, Answer answer) {
        Shrunk whole = core(calls, answer);
        Shrunk smallest = whole;
        try {
            smallest = window(smallest);
            smallest = operations(smallest);
            return illustrated(smallest, calls);
        } catch (SpentException e) {
            return smallest; // Fails as well, and is only larger than it need be.
        }
    }

    /**
     * Adds, for what the failing call found, the last call known to have offered it, an overwrite after that, and what these need in turn.
     * Without them a stale read would stand there alone: true, since a read of what is not there fails, but it would not be seen why it is
     * not there any more. What is shown fails at the same call, or is left as it was.
     */
    private Shrunk illustrated(Shrunk smallest, Calls calls) {
        int target = smallest.answer.failing();
        int failing = calls.returnedAt(target);
        int source = lastOffer(calls, failing, calls.invoked(failing));
        if (source < 0 || smallest.calls.has(calls.invoked(source))) {
            return smallest;
        }
        Calls more = smallest.calls.plus(calls, source);
        for (int round = 0; round < ROUNDS; round++) {
            Shrunk shown = attempt(more);
            if (shown != null && shown.answer.failing() == target) {
                return shown;
            }
            int next = shown == null
                    ? lastOverwrite(calls, source, failing)
                    : lastOffer(calls, calls.returnedAt(shown.answer.failing()), shown.answer.failing());
            if (next < 0 || more.has(calls.invoked(next))) {
                return smallest;
            }
            more = more.plus(calls, next);
        }
        return smallest;
    }

    /** The last of the calls offering what the call needs: of those that returned before that position, else of those invoked before it. */
    private static int lastOffer(Calls calls, int call, int position) {
        List<Object> needs = calls.actionOf(call).needs();
        int last = -1;
        for (int other = 0; needs != null && other < calls.size() && calls.invoked(other) < position; other++) {
            if (other == call || Collections.disjoint(calls.actionOf(other).offers(), needs)) {
                continue;
            }
            boolean returned = calls.returned(other) < position;
            boolean lastReturned = last >= 0 && calls.returned(last) < position;
            boolean later = last < 0 || calls.returned(other) > calls.returned(last);
            if (returned == lastReturned ? later : returned) {
                last = other;
            }
        }
        return last;
    }

    /** The last overwrite known to have happened between the two calls. */
    private static int lastOverwrite(Calls calls, int after, int before) {
        int last = -1;
        for (int call = 0; call < before; call++) {
            boolean between =
                    calls.returned(call) < calls.invoked(before) && calls.invoked(call) > calls.returned(after);
            if (between
                    && calls.actionOf(call).effect() == Effect.OVERWRITES
                    && (last < 0 || calls.returned(call) > calls.returned(last))) {
                last = call;
            }
        }
        return last;
    }

    private Shrunk core(Calls calls, Answer answer) {
        List<Integer> positions = answer.core();
        if (positions != null) {
            int[] core = positions.stream().mapToInt(calls::invokedAt).toArray();
            BitSet kept = new Reduction(calls, groupsMayGo).closure(core);
            Calls fewer = calls.restricted(kept, new BitSet()).compacted();
            Answer again = Search.run(fewer, initial, spending);
            if (again.isInvalid()) {
                return new Shrunk(ended(fewer, again), again);
            }
        }
        Answer placed = answer.failing() >= 0 ? answer : Search.run(calls, initial, spending);
        return new Shrunk(ended(calls, placed), placed);
    }

    private Calls ended(Calls calls, Answer answer) {
        return new Reduction(calls, groupsMayGo).upTo(answer.failing()).compacted();
    }

    /** The shortest window that begins with an overwrite and fails. */
    private Shrunk window(Shrunk whole) {
        Calls calls = whole.calls;
        int length = 2;
        int tried = calls.size();
        while (length <= calls.size()) {
            int overwrite = overwriteBefore(calls, calls.size() - length);
            if (overwrite < 0) {
                return whole;
            }
            if (overwrite < tried) {
                tried = overwrite;
                Shrunk shorter = attempt(new Reduction(calls, groupsMayGo).from(overwrite));
                if (shorter != null) {
                    return shorter;
                }
            }
            length = length < FIRST_WINDOW ? length + 1 : length * 2;
        }
        return whole;
    }

    private static int overwriteBefore(Calls calls, int from) {
        for (int call = from; call >= 0; call--) {
            if (calls.certain(call) && calls.actionOf(call).effect() == Effect.OVERWRITES) {
                return call;
            }
        }
        return -1;
    }

    private Shrunk operations(Shrunk start) {
        Shrunk smallest = start;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            int chunk = Math.max(1, smallest.calls.size() / 2);
            while (true) {
                int place = 0;
                while (place < smallest.calls.size()) {
                    Shrunk fewer = withoutChunk(smallest.calls, place, chunk);
                    if (fewer != null) {
                        smallest = fewer;
                        smaller = true;
                    } else {
                        place += chunk;
                    }
                }
                if (chunk == 1) {
                    break;
                }
                chunk /= 2;
            }
        }
        return smallest;
    }

    private @Nullable Shrunk withoutChunk(Calls calls, int place, int chunk) {
        BitSet proposed = new BitSet();
        for (int call = place; call < Math.min(place + chunk, calls.size()); call++) {
            proposed.set(call);
            Object group = calls.actionOf(call).group();
            for (int other = 0; group != null && groupsMayGo && other < calls.size(); other++) {
                if (group.equals(calls.actionOf(other).group())) {
                    proposed.set(other);
                }
            }
        }
        spend(calls.size());
        BitSet kept = new Reduction(calls, groupsMayGo).without(proposed);
        if (kept.cardinality() == calls.size()) {
            return null;
        }
        return attempt(calls.restricted(kept, new BitSet()));
    }

    /** These calls if they fail too, up to where they do. */
    private @Nullable Shrunk attempt(Calls fewer) {
        spend(fewer.size());
        try {
            Calls compacted = Seen.only(fewer).compacted();
            Answer answer = Search.run(compacted, initial, spending.withSteps(STEPS_A_TRY + 2L * fewer.size()));
            return answer.isInvalid() ? new Shrunk(ended(compacted, answer), answer) : null;
        } catch (SpentException e) {
            spend(WORK_OF_A_HARD_TRY);
            return null; // Too hard to tell within one try; another one may be easier.
        }
    }

    private void spend(int calls) {
        spending.checkTime();
        work += calls;
        if (work > MOST_WORK) {
            throw new SpentException("enough was tried");
        }
    }
}
