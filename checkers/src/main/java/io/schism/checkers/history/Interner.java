package io.schism.checkers.history;

import org.jspecify.annotations.Nullable;

/**
 * Remembers strings and integers that were seen lately, so that the ten million times {@code "append"} of a history are one object. Two
 * direct-mapped tables: a newcomer takes the place of what had its slot, so the memory is bounded whatever the history holds. For one
 * thread.
 */
final class Interner {
    private static final int LONGEST = 64;
    private static final int STRINGS = 1 << 12;
    private static final int INTEGERS = 1 << 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final @Nullable String[] strings = new @Nullable String[STRINGS];
    private final @Nullable Long[] integers = new @Nullable Long[INTEGERS];

    String string(char[] characters, int offset, int length) {
        if (length > LONGEST) {
            return new String(characters, offset, length);
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + characters[offset + i];
        }
        int slot = (hash ^ (hash >>> 16)) & (STRINGS - 1);
        String before = strings[slot];
        if (before != null && same(before, characters, offset, length)) {
            return before;
        }
        String fresh = new String(characters, offset, length);
        strings[slot] = fresh;
        return fresh;
    }

    String string(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (STRINGS - 1);
        String before = strings[slot];
        if (text.equals(before)) {
            return before;
        }
        strings[slot] = text;
        return text;
    }

    Long integer(long value) {
        int slot = (int) ((value * GOLDEN) >>> 48);
        Long before = integers[slot];
        if (before != null && before == value) {
            return before;
        }
        Long fresh = value;
        integers[slot] = fresh;
        return fresh;
    }

    private static boolean same(String text, char[] characters, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
