package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Just-in-time linearization (Lowe, <i>Testing for linearizability</i>, CCPE 29(4), 2017, section 4) over a small set of configurations. As in
 * {@link PlainSearch} calls take effect only when one returns, which then must have taken effect. What is different:
 *
 * <ol>
 *   <li><b>Reads at once.</b> An open call that never changes the state takes effect as soon as it can: in any continuation its later step can be
 *       moved here.
 *   <li><b>Equal calls by deadline.</b> Of open calls with equal actions the one that returns first takes effect first: where a linearization
 *       has them the other way round, exchange them; the earlier place is after both invocations, the later before both returns. Calls of
 *       unknown outcome return never; of equal ones only the number that took effect matters.
 *   <li><b>Unseen overwrites.</b> When an overwrite takes effect, each other open overwrite may have taken effect just before it, and nobody
 *       saw. Instead of one configuration for each choice the call is marked <em>free</em>: it may return without more ado, and it may still
 *       take effect later, where it is seen. The same holds for an overwrite that writes what is there already.
 *   <li><b>Covering.</b> Of two configurations the one that can do all that the other can is enough ({@link Layout#covers}).
 *   <li><b>Fruitless steps.</b> An overwrite, or a call of unknown outcome, after which no read takes effect at once is followed by something
 *       other than an overwrite; else it was unseen, and the same is reached without it, from a configuration that covers this one.
 *   <li><b>Looking ahead.</b> Where values only grow, an order that a read to come rules out is dropped at once ({@link Growth}).
 * </ol>
 *
 * Each of these keeps this invariant: when the history is linearizable, some configuration of the set can be continued to its end. And each
 * configuration stands only for prefixes of linearizations, so that the set is empty as soon as there is none.
 */
final class Search {
    private final Calls calls;
    private final Spending spending;
    private final Layout layout;
    private final int[] events;
    private final Transitions transitions;
    private final Effect[] effects;

    // Open calls of known outcome: reads, and the others by the time of their return.
    private int[] openReads = new int[16];
    private int openReadCount;
    private int[] pending = new int[16];
    private int pendingCount;
    private final long[] openOverwrites;

    // Calls of unknown outcome: how many were invoked of each action, and the actions that have any.
    private final int[] available;
    private int[] unknown = new int[16];
    private int unknownCount;

    // Calls invoked since the last return, which the configurations do not know yet.
    private int[] fresh = new int[16];
    private int freshCount;

    // What takes effect at once in a state: bits of reads, and of overwrites that write what is there.
    private long[] atOnce = new long[0];
    private int[] atOnceEvent = new int[0];
    private int eventNumber;
    private int position;
    private int lost = -1;
    private Action returning = state -> List.of();

    private final @Nullable Growth growth;
    private final int[] tried;
    private int trial;
    private Configurations current;
    private Configurations next;
    private final Configurations work;
    private final long[] base;
    private final long[] scratch;
    private long looked;

    private Search(Calls calls, Object initial, Spending spending) {
        this.calls = calls;
        this.spending = spending;
        this.events = calls.events();
        this.layout = new Layout(calls, events);
        this.transitions = new Transitions(calls.actions(), spending);
        this.effects = calls.actions().stream().map(Action::effect).toArray(Effect[]::new);
        this.openOverwrites = new long[layout.free - layout.used];
        this.available = new int[calls.actions().size()];
        this.growth = Growth.of(calls);
        this.tried = new int[calls.actions().size()];
        this.current = new Configurations(layout, spending);
        this.next = new Configurations(layout, spending);
        this.work = new Configurations(layout, spending);
        this.base = new long[layout.words];
        this.scratch = new long[layout.words];
        scratch[0] = transitions.number(initial);
        current.add(scratch, false);
    }

    /** Whether the calls have a linearization. */
    static Answer run(Calls calls, Object initial, Spending spending) {
        Calls seen = Seen.only(calls);
        Search search = new Search(seen, initial, spending);
        Answer answer = search.run();
        if (answer.isInvalid() && search.growth != null) {
            return firstFailing(seen, initial, spending, answer, search.growth.horizon());
        }
        return answer;
    }

    /** Looking ahead, the search fails before the call does that it saw coming. Finds that one: the end of the shortest prefix that fails. */
    private static Answer firstFailing(Calls calls, Object initial, Spending spending, Answer early, int horizon) {
        int[] returns = IntStream.range(0, calls.size())
                .map(calls::returned)
                .filter(position -> position >= early.failing() && position <= horizon)
                .sorted()
                .toArray();
        int low = 0;
        int high = returns.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            Calls prefix = new Reduction(calls, false).upTo(returns[middle]).compacted();
            if (new Search(Seen.only(prefix), initial, spending).run().isInvalid()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Answer.invalid(returns[low], early.states(), early.configurations());
    }

    private Answer run() {
        for (int event : events) {
            int call = event >> 1;
            if ((event & 1) == 0) {
                invoke(call);
                continue;
            }
            eventNumber++;
            position = calls.returned(call);
            if (growth != null) {
                growth.advance(position);
            }
            welcomeFresh();
            complete(call);
            if (current.alive() == 0) {
                return Answer.invalid(calls.returned(call), lastStates(), looked);
            }
        }
        return Answer.valid(looked);
    }

    private void invoke(int call) {
        int action = calls.action(call);
        if (!calls.certain(call)) {
            if (available[action]++ == 0) {
                unknown = room(unknown, unknownCount);
                unknown[unknownCount++] = action;
            }
            return;
        }
        fresh = room(fresh, freshCount);
        fresh[freshCount++] = call;
        if (effects[action] == Effect.READS) {
            openReads = room(openReads, openReadCount);
            openReads[openReadCount++] = call;
            return;
        }
        if (effects[action] == Effect.OVERWRITES) {
            openOverwrites[layout.slot[call] >> 6] |= 1L << layout.slot[call];
        }
        pending = room(pending, pendingCount);
        int place = pendingCount++;
        while (place > 0 && calls.returned(pending[place - 1]) > calls.returned(call)) {
            pending[place] = pending[place - 1];
            place--;
        }
        pending[place] = call;
    }

    private static int[] room(int[] list, int count) {
        return count < list.length ? list : Arrays.copyOf(list, count * 2);
    }

    /** Lets the calls invoked since the last return take effect where they change nothing. */
    private void welcomeFresh() {
        if (freshCount == 0) {
            return;
        }
        long[] words = current.words();
        for (int place = 0; place < current.size(); place++) {
            if (!current.isAlive(place)) {
                continue;
            }
            int offset = current.offset(place);
            int state = (int) words[offset];
            for (int i = 0; i < freshCount; i++) {
                int call = fresh[i];
                if (atOnceIn(state, call)) {
                    words[offset + wordOf(call, true)] |= 1L << layout.slot[call];
                }
            }
        }
        freshCount = 0;
    }

    /** The word of the bit that says that the call took effect, or (overwrites alone) that it may have, unseen. */
    private int wordOf(int call, boolean unseen) {
        int word = layout.slot[call] >> 6;
        return switch (effects[calls.action(call)]) {
            case READS -> layout.reads + word;
            case CHANGES -> layout.changes + word;
            case OVERWRITES -> (unseen ? layout.free : layout.used) + word;
        };
    }

    private void complete(int call) {
        int doneWord = wordOf(call, false);
        int freeWord = wordOf(call, true);
        long bit = 1L << layout.slot[call];
        if (allDone(doneWord, bit)) {
            forgetInPlace(doneWord, bit);
        } else {
            returning = calls.actionOf(call);
            next.clear();
            work.clear();
            long[] words = current.words();
            for (int place = 0; place < current.size(); place++) {
                if (!current.isAlive(place)) {
                    continue;
                }
                System.arraycopy(words, current.offset(place), base, 0, base.length);
                if ((base[doneWord] & bit) == 0) {
                    work.add(base, false);
                    continue;
                }
                base[doneWord] &= ~bit;
                next.add(base, false);
            }
            for (int place = 0; place < work.size(); place++) {
                if ((place & 63) == 0) {
                    spending.checkTime();
                }
                if (work.isAlive(place)) {
                    System.arraycopy(work.words(), work.offset(place), base, 0, base.length);
                    expand(doneWord, freeWord, bit, work.isFruitless(place));
                }
            }
            looked += work.size();
            Configurations spent = current;
            current = next;
            next = spent;
        }
        close(call);
    }

    /** The states in which the last call to return did not fit. */
    private List<Object> lastStates() {
        return IntStream.range(0, work.size())
                .map(place -> (int) work.words()[work.offset(place)])
                .distinct()
                .limit(Answer.STATES)
                .mapToObj(transitions::state)
                .filter(state -> !state.equals(Growth.LOST))
                .toList();
    }

    private boolean allDone(int doneWord, long bit) {
        long[] words = current.words();
        for (int place = 0; place < current.size(); place++) {
            if (current.isAlive(place) && (words[current.offset(place) + doneWord] & bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private void forgetInPlace(int doneWord, long bit) {
        long[] words = current.words();
        for (int place = 0; place < current.size(); place++) {
            words[current.offset(place) + doneWord] &= ~bit;
        }
    }

    private void close(int call) {
        if (effects[calls.action(call)] == Effect.READS) {
            for (int i = 0; i < openReadCount; i++) {
                if (openReads[i] == call) {
                    openReads[i] = openReads[--openReadCount];
                    return;
                }
            }
        }
        if (effects[calls.action(call)] == Effect.OVERWRITES) {
            openOverwrites[layout.slot[call] >> 6] &= ~(1L << layout.slot[call]);
        }
        // Pending calls stand in the order of their return.
        System.arraycopy(pending, 1, pending, 0, --pendingCount);
    }

    /** All that one more call can make of {@code base}, in which the returning call has not taken effect for certain. */
    private void expand(int doneWord, int freeWord, long bit, boolean fruitless) {
        if (freeWord != doneWord && (base[freeWord] & bit) != 0) {
            restore();
            scratch[freeWord] &= ~bit;
            next.add(scratch, false);
        }
        trial++;
        int state = (int) base[0];
        for (int i = 0; i < pendingCount; i++) {
            int call = pending[i];
            int action = calls.action(call);
            if ((base[wordOf(call, false)] & (1L << layout.slot[call])) != 0 || tried[action] == trial) {
                continue;
            }
            tried[action] = trial;
            boolean overwrites = effects[action] == Effect.OVERWRITES;
            if (overwrites && fruitless) {
                continue;
            }
            int code = next(state, action);
            if (code == Transitions.IMPOSSIBLE) {
                continue;
            }
            if (code == state && overwrites && !frees(call)) {
                continue;
            }
            for (int choice = 0; choice < choices(code); choice++) {
                restore();
                scratch[wordOf(call, false)] |= 1L << layout.slot[call];
                boolean fruit = enter(choice(code, choice), overwrites) || !overwrites;
                settle(doneWord, bit, !fruit);
            }
        }
        for (int i = 0; i < unknownCount; i++) {
            int action = unknown[i];
            boolean overwrites = effects[action] == Effect.OVERWRITES;
            if (tried[action] == trial || (overwrites && fruitless) || spentAll(action)) {
                continue;
            }
            int code = next(state, action);
            if (code == Transitions.IMPOSSIBLE || (code == state && (!overwrites || !frees(-1)))) {
                continue;
            }
            for (int choice = 0; choice < choices(code); choice++) {
                restore();
                scratch[layout.countWord[action]] += 1L << layout.countShift[action];
                boolean fruit = enter(choice(code, choice), overwrites);
                settle(doneWord, bit, !fruit);
            }
        }
    }

    private void restore() {
        System.arraycopy(base, 0, scratch, 0, base.length);
    }

    private int choices(int code) {
        return code >= 0 ? 1 : transitions.choices(code).length;
    }

    private int choice(int code, int number) {
        return code >= 0 ? code : transitions.choices(code)[number];
    }

    private boolean spentAll(int action) {
        long count = base[layout.countWord[action]] >>> layout.countShift[action];
        return (count & ((1L << layout.countWidth[action]) - 1)) >= available[action];
    }

    /** Whether some open overwrite other than this call is neither used nor free in {@code base}. */
    private boolean frees(int call) {
        int span = openOverwrites.length;
        for (int i = 0; i < span; i++) {
            long bound = openOverwrites[i] & ~base[layout.used + i] & ~base[layout.free + i];
            if (call >= 0 && layout.slot[call] >> 6 == i) {
                bound &= ~(1L << layout.slot[call]);
            }
            if (bound != 0) {
                return true;
            }
        }
        return false;
    }

    /** Puts {@code scratch} into the state; true when a read took effect there at once. */
    private boolean enter(int state, boolean overwritten) {
        scratch[0] = state;
        int span = openOverwrites.length;
        int masks = atOnce(state);
        boolean fruit = false;
        for (int i = layout.reads; i < layout.used; i++) {
            long more = atOnce[masks + i - layout.reads] & ~scratch[i];
            fruit |= more != 0;
            scratch[i] |= more;
        }
        for (int i = 0; i < span; i++) {
            long unseen = overwritten ? openOverwrites[i] : atOnce[masks + layout.used - layout.reads + i];
            scratch[layout.free + i] = (scratch[layout.free + i] | unseen) & ~scratch[layout.used + i];
        }
        return fruit;
    }

    /** Where in {@link #atOnce} the bits of calls stand that take effect in this state without a change of it. */
    private int atOnce(int state) {
        int width = layout.free - layout.reads;
        if (state >= atOnceEvent.length) {
            int longer = Math.max(transitions.size(), atOnceEvent.length * 2);
            spending.occupy((8L * width + 4) * (longer - atOnceEvent.length));
            atOnceEvent = Arrays.copyOf(atOnceEvent, longer);
            atOnce = Arrays.copyOf(atOnce, Math.multiplyExact(longer, width));
        }
        int offset = state * width;
        if (atOnceEvent[state] == eventNumber) {
            return offset;
        }
        atOnceEvent[state] = eventNumber;
        Arrays.fill(atOnce, offset, offset + width, 0);
        for (int i = 0; i < openReadCount; i++) {
            mark(offset, state, openReads[i]);
        }
        for (int i = 0; i < pendingCount; i++) {
            mark(offset, state, pending[i]);
        }
        return offset;
    }

    private void mark(int offset, int state, int call) {
        if (atOnceIn(state, call)) {
            atOnce[offset + wordOf(call, false) - layout.reads] |= 1L << layout.slot[call];
        }
    }

    /** A call that changes the state elsewhere is not taken at once where it does not: it may have to wait for that. */
    private boolean atOnceIn(int state, int call) {
        int action = calls.action(call);
        return effects[action] != Effect.CHANGES && next(state, action) == state;
    }

    /** The state after the action, as {@link Transitions#next} has it. */
    private int next(int state, int action) {
        if (state != lost) {
            return transitions.next(state, action);
        }
        return switch (effects[action]) {
            case READS -> Transitions.IMPOSSIBLE;
            case CHANGES -> lost;
            case OVERWRITES -> transitions.next(transitions.number(Optional.empty()), action);
        };
    }

    /** Whether some read that is still to come cannot be reached from {@code scratch}; forgets a value that none can see. */
    private boolean leadsNowhere(Growth ahead) {
        Object state = transitions.state((int) scratch[0]);
        int i = 0;
        for (int read = ahead.read(i); read >= 0; read = ahead.read(++i)) {
            if (!isDone(read)
                    && !ahead.leadsTo(state, read)
                    && !begunByOpenWrite(ahead, read)
                    && !ahead.begunByLaterWrite(read)) {
                return true;
            }
        }
        if (lost < 0) {
            lost = transitions.number(Growth.LOST);
        }
        if (scratch[0] != lost && isLost(ahead, state)) {
            scratch[0] = lost;
        }
        return false;
    }

    private boolean isDone(int read) {
        return calls.invoked(read) < position && (scratch[wordOf(read, false)] & (1L << layout.slot[read])) != 0;
    }

    private boolean begunByOpenWrite(Growth ahead, int read) {
        for (int i = 0; i < pendingCount; i++) {
            Action action = calls.actionOf(pending[i]);
            if (isOpenWrite(pending[i]) && ahead.begins(action, read)) {
                return true;
            }
        }
        for (int i = 0; i < unknownCount; i++) {
            if (effects[unknown[i]] == Effect.OVERWRITES
                    && ahead.begins(calls.actions().get(unknown[i]), read)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOpenWrite(int call) {
        return effects[calls.action(call)] == Effect.OVERWRITES
                && (scratch[wordOf(call, false)] & (1L << layout.slot[call])) == 0;
    }

    /** Whether no read can see the value before some write must have taken effect. */
    private boolean isLost(Growth ahead, Object state) {
        int deadline = Calls.NEVER;
        for (int i = 0; i < pendingCount; i++) {
            boolean bound = isOpenWrite(pending[i])
                    && (scratch[wordOf(pending[i], true)] & (1L << layout.slot[pending[i]])) == 0;
            if (bound) {
                deadline = Math.min(deadline, calls.returned(pending[i]));
            }
        }
        if (deadline == Calls.NEVER) {
            return false;
        }
        for (int i = 0; i < openReadCount; i++) {
            if (!isDone(openReads[i]) && ahead.leadsTo(state, openReads[i])) {
                return false;
            }
        }
        int i = 0;
        for (int read = ahead.laterRead(i); read >= 0 && calls.invoked(read) < deadline; read = ahead.laterRead(++i)) {
            if (ahead.leadsTo(state, read)) {
                return false;
            }
        }
        return true;
    }

    /** Puts {@code scratch} where it belongs: done with the returning call, or to be expanded further. */
    private void settle(int doneWord, long bit, boolean fruitless) {
        if (growth != null && leadsNowhere(growth)) {
            return;
        }
        if ((scratch[doneWord] & bit) == 0) {
            if (scratch[0] == lost || returning.canStillHappen(transitions.state((int) scratch[0]))) {
                work.add(scratch, fruitless);
            }
            return;
        }
        scratch[doneWord] &= ~bit;
        next.add(scratch, false);
    }
}
