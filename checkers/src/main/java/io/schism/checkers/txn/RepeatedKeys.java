package io.schism.checkers.txn;

/** Which keys a transaction touches more than once; most touch none twice, and a last one may read them all. Not safe for several threads. */
final class RepeatedKeys {
    private static final int[] NONE = {};
    private static final int FEW = 8;

    private final LongIndex seen = new LongIndex();
    private final Growing repeated = new Growing(4);

    /** The keys that occur more than once, each once. */
    int[] of(int[] keys) {
        if (keys.length <= FEW && allDifferent(keys)) {
            return NONE;
        }
        seen.begin(keys.length);
        repeated.clear();
        for (int key : keys) {
            int before = seen.get(key);
            if (before == LongIndex.ABSENT) {
                seen.put(key, 1);
            } else if (before == 1) {
                seen.put(key, 2);
                repeated.add(key);
            }
        }
        return repeated.size() == 0 ? NONE : repeated.toArray();
    }

    private static boolean allDifferent(int[] keys) {
        for (int i = 1; i < keys.length; i++) {
            for (int j = 0; j < i; j++) {
                if (keys[i] == keys[j]) {
                    return false;
                }
            }
        }
        return true;
    }
}
