package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.Effect;
import java.util.Arrays;

/**
 * Where the parts of a configuration stand in its words. A configuration is a state and, for each open call, whether it has taken effect:
 *
 * <ul>
 *   <li>the state's number;
 *   <li>a bit for each open call that {@link Effect#CHANGES} the state: it has taken effect;
 *   <li>a bit for each open call that only {@link Effect#READS}: it has taken effect;
 *   <li>two bits for each open call that {@link Effect#OVERWRITES}: <em>used</em>, it has taken effect; <em>free</em>, it may have, unseen
 *       (see {@link Search});
 *   <li>a small number for each action among the calls of unknown outcome: how many of these have taken effect.
 * </ul>
 *
 * Open calls of one kind share slots: a slot is given again when its call has returned. Immutable.
 */
final class Layout {
    private static final int READS = 0;
    private static final int OVERWRITES = 1;
    private static final int CHANGES = 2;

    /** For each call of known outcome its slot among those of its kind. */
    final int[] slot;

    /** First word of the bits of calls that change, of reads, of overwrites that are used, of those that are free, of the counts. */
    final int changes;

    final int reads;
    final int used;
    final int free;
    final int counts;

    /** Words of a configuration. */
    final int words;

    /** The highest bit of each count, which a count never reaches; one mask for each word from {@link #counts} on. */
    final long[] guards;

    /** For each action its word and its lowest bit among the counts; word -1 when no call of unknown outcome has it. */
    final int[] countWord;

    final int[] countShift;
    final int[] countWidth;

    Layout(Calls calls, int[] events) {
        slot = new int[calls.size()];
        int[] most = slots(calls, events);
        changes = 1;
        reads = changes + wordsFor(most[CHANGES]);
        used = reads + wordsFor(most[READS]);
        free = used + wordsFor(most[OVERWRITES]);
        counts = free + wordsFor(most[OVERWRITES]);

        int actions = calls.actions().size();
        int[] unknown = new int[actions];
        for (int call = 0; call < calls.size(); call++) {
            if (!calls.certain(call)) {
                unknown[calls.action(call)]++;
            }
        }
        countWord = new int[actions];
        countShift = new int[actions];
        countWidth = new int[actions];
        Arrays.fill(countWord, -1);
        int word = 0;
        int bit = 0;
        long[] masks = new long[actions + 1];
        for (int action = 0; action < actions; action++) {
            if (unknown[action] == 0) {
                continue;
            }
            int width = 33 - Integer.numberOfLeadingZeros(unknown[action]);
            if (bit + width > 64) {
                word++;
                bit = 0;
            }
            countWord[action] = counts + word;
            countShift[action] = bit;
            countWidth[action] = width - 1;
            bit += width;
            masks[word] |= 1L << (bit - 1);
        }
        guards = Arrays.copyOf(masks, bit == 0 ? 0 : word + 1);
        words = counts + guards.length;
    }

    private static int wordsFor(int bits) {
        return (bits + 63) / 64;
    }

    private int[] slots(Calls calls, int[] events) {
        int[] most = new int[3];
        int[][] spare = new int[3][16];
        int[] spares = new int[3];
        for (int event : events) {
            int call = event >> 1;
            if (!calls.certain(call)) {
                continue;
            }
            int kind = kind(calls.actionOf(call));
            if ((event & 1) == 0) {
                slot[call] = spares[kind] > 0 ? spare[kind][--spares[kind]] : most[kind]++;
                continue;
            }
            if (spares[kind] == spare[kind].length) {
                spare[kind] = Arrays.copyOf(spare[kind], spares[kind] * 2);
            }
            spare[kind][spares[kind]++] = slot[call];
        }
        return most;
    }

    private static int kind(Action action) {
        return switch (action.effect()) {
            case READS -> READS;
            case OVERWRITES -> OVERWRITES;
            case CHANGES -> CHANGES;
        };
    }

    /**
     * True when whatever can follow the second configuration can follow the first: the same state and the same calls that change; every
     * read done that the other has done; each overwrite free, or as in the other; no more calls of unknown outcome spent.
     */
    boolean covers(long[] one, int a, long[] other, int b) {
        for (int i = 0; i < reads; i++) {
            if (one[a + i] != other[b + i]) {
                return false;
            }
        }
        for (int i = reads; i < used; i++) {
            if ((other[b + i] & ~one[a + i]) != 0) {
                return false;
            }
        }
        int span = free - used;
        for (int i = used; i < free; i++) {
            long mine = ~one[a + i + span];
            if (((one[a + i] ^ other[b + i]) & mine) != 0 || (other[b + i + span] & mine) != 0) {
                return false;
            }
        }
        for (int i = 0; i < guards.length; i++) {
            long guard = guards[i];
            if ((((other[b + counts + i] | guard) - one[a + counts + i]) & guard) != guard) {
                return false;
            }
        }
        return true;
    }
}
