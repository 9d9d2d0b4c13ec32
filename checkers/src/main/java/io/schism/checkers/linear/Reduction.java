package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ways to make a history smaller of which each keeps a linearizable history linearizable. So what is left over cannot fail unless the
 * whole did: a read whose write was simply taken away would fail too, and show nothing.
 */
final class Reduction {
    private final Calls calls;
    private final boolean groupsMayGo;

    /**
     * @param calls what is to be made smaller
     * @param groupsMayGo whether the history began in the model's default state, as {@link Action#group} asks for
     */
    Reduction(Calls calls, boolean groupsMayGo) {
        this.calls = calls;
        this.groupsMayGo = groupsMayGo;
    }

    /** What had happened when the completion at this position was recorded: a prefix of a linearizable history is linearizable. */
    Calls upTo(int position) {
        BitSet kept = new BitSet();
        BitSet weakened = new BitSet();
        for (int call = 0; call < calls.size(); call++) {
            boolean returned = calls.returned(call) <= position;
            if (calls.invoked(call) < position && (returned || !reads(call))) {
                kept.set(call);
                weakened.set(call, !returned);
            }
        }
        return calls.restricted(kept, weakened);
    }

    /**
     * What can matter from an overwrite on. Dropped are the calls that returned before it was invoked, and reads invoked before it returned.
     * Calls that change and were invoked before it returned become of unknown outcome. Take a linearization of the whole: those calls that
     * stand before the overwrite and are not dropped are overwrites, which may stay as they can always happen, or of unknown outcome, which need
     * not have happened; after it nothing is missing but reads.
     */
    Calls from(int overwrite) {
        int begin = calls.invoked(overwrite);
        int end = calls.returned(overwrite);
        BitSet kept = new BitSet();
        BitSet weakened = new BitSet();
        for (int call = 0; call < calls.size(); call++) {
            if (calls.returned(call) < begin) {
                continue;
            }
            boolean early = calls.invoked(call) < end;
            if (early && reads(call)) {
                continue;
            }
            kept.set(call);
            weakened.set(call, early && calls.actionOf(call).effect() == Effect.CHANGES);
        }
        return calls.restricted(kept, weakened);
    }

    private boolean reads(int call) {
        return calls.actionOf(call).effect() == Effect.READS;
    }

    /** These calls and, again and again, those that offer what they need or belong to the same group, then what cannot be left out. */
    BitSet closure(int[] core) {
        Map<Object, List<Integer>> offering = new HashMap<>();
        for (int call = 0; call < calls.size(); call++) {
            for (Object token : calls.actionOf(call).offers()) {
                offering.computeIfAbsent(token, any -> new ArrayList<>(1)).add(call);
            }
        }
        BitSet kept = new BitSet();
        Deque<Integer> work = new ArrayDeque<>();
        for (int call : core) {
            work.add(call);
        }
        while (!work.isEmpty()) {
            int call = work.remove();
            if (kept.get(call)) {
                continue;
            }
            kept.set(call);
            List<Object> needs = calls.actionOf(call).needs();
            for (Object token : needs == null ? List.of() : needs) {
                work.addAll(offering.getOrDefault(token, List.of()));
            }
        }
        BitSet dropped = new BitSet();
        dropped.set(0, calls.size());
        dropped.andNot(kept);
        return without(dropped);
    }

    /** What is left when as many of these calls are left out as may be, together. */
    BitSet without(BitSet proposed) {
        BitSet kept = new BitSet();
        kept.set(0, calls.size());
        kept.andNot(proposed);
        while (true) {
            BitSet stays = mustStay(kept);
            stays.andNot(kept);
            if (stays.isEmpty()) {
                return kept;
            }
            kept.or(stays);
        }
    }

    /** Those not kept that must be, given that these are. */
    private BitSet mustStay(BitSet kept) {
        // For each token the latest return of a kept call that needs it.
        Map<Object, Integer> needed = new HashMap<>();
        boolean anything = false;
        Set<Object> keptGroups = new HashSet<>();
        for (int call = kept.nextSetBit(0); call >= 0; call = kept.nextSetBit(call + 1)) {
            Action action = calls.actionOf(call);
            List<Object> needs = action.needs();
            if (needs == null) {
                anything = true;
            } else {
                for (Object token : needs) {
                    needed.merge(token, calls.returned(call), Math::max);
                }
            }
            Object group = action.group();
            if (group != null) {
                keptGroups.add(group);
            }
        }
        BitSet stay = new BitSet();
        for (int call = kept.nextClearBit(0); call < calls.size(); call = kept.nextClearBit(call + 1)) {
            Action action = calls.actionOf(call);
            boolean alone = action.omissible() && (reads(call) || !anything) && unseen(call, needed);
            boolean together = groupsMayGo && mayGo(action.group(), keptGroups) && unseen(call, needed);
            if (!alone && !together) {
                stay.set(call);
            }
        }
        return stay;
    }

    private boolean unseen(int call, Map<Object, Integer> needed) {
        for (Object token : calls.actionOf(call).offers()) {
            Integer latest = needed.get(token);
            if (latest != null && latest > calls.invoked(call)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayGo(@Nullable Object group, Set<Object> keptGroups) {
        return group != null && !keptGroups.contains(group);
    }
}
