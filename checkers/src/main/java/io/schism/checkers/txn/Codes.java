package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns keys into small ints and values into longs, so that nothing later touches an object. An integer is its own code; anything else gets a
 * code from a range that no integer uses. Not safe for several threads.
 */
final class Codes {
    /** The code of null. */
    static final long NIL = Long.MIN_VALUE;

    private static final long FIRST_INTEGER = Long.MIN_VALUE + (1L << 32);

    private final LongIndex keyIds = new LongIndex();
    private final List<@Nullable Object> keys = new ArrayList<>();
    private final Map<Object, Integer> objectIds = new HashMap<>();
    private final List<Object> objects = new ArrayList<>();

    Codes() {
        keyIds.begin(1024);
    }

    /** The code of a value; equal values have equal codes. */
    long code(@Nullable Object value) {
        if (value instanceof Long number && number >= FIRST_INTEGER) {
            return number;
        }
        if (value == null) {
            return NIL;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        Integer id = objectIds.get(value);
        if (id == null) {
            id = objects.size();
            objectIds.put(value, id);
            objects.add(value);
        }
        return NIL + 1 + id;
    }

    /** The value of a code. */
    @Nullable Object value(long code) {
        if (code == NIL) {
            return null;
        }
        return code >= FIRST_INTEGER ? (Object) code : objects.get((int) (code - NIL - 1));
    }

    /** The number of a key, from 0 in the order of first sight. */
    int key(@Nullable Object key) {
        long code = code(key);
        int id = keyIds.get(code);
        if (id == LongIndex.ABSENT) {
            id = keys.size();
            keyIds.put(code, id);
            keys.add(key);
        }
        return id;
    }

    @Nullable Object keyOf(int id) {
        return keys.get(id);
    }

    int keyCount() {
        return keys.size();
    }
}
