package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists that grow. While the history is read it keeps the longest list seen of each key, compares every other with it, and judges
 * each transaction on its own.
 */
final class AppendDialect implements Dialect {
    private static final long[] NOTHING = {};

    private final Codes codes;
    private final RepeatedKeys repeated = new RepeatedKeys();
    private long[][] longest = new long[1024][];
    private int[] lengths = new int[1024];
    private int[] longestBy = new int[1024];
    private final List<Clash> clashes = new ArrayList<>();
    private final List<Misread> misreads = new ArrayList<>();

    AppendDialect(Codes codes) {
        this.codes = codes;
    }

    /** Two transactions that read lists of a key of which neither is the beginning of the other. */
    record Clash(int key, int one, int other) {}

    /**
     * A transaction that contradicts itself.
     *
     * @param future whether it saw an element that it appended only later
     * @param place which of its micro-operations is wrong
     */
    record Misread(int transaction, boolean future, int place, String sentence) {}

    @Override
    public String writeWord() {
        return "append";
    }

    @Override
    public long read(int transaction, int key, @Nullable Object value) {
        List<?> list = list(value);
        int size = list.size();
        if (size == 0) {
            return Codes.NIL;
        }
        room(key);
        long[] known = longest[key];
        int length = lengths[key];
        int common = Math.min(size, length);
        long code = Codes.NIL;
        boolean same = true;
        for (int i = 0; i < common; i++) {
            code = codes.code(list.get(i));
            same &= known[i] == code;
        }
        if (!same) {
            clashes.add(new Clash(key, longestBy[key], transaction));
        }
        if (size > length) {
            code = lengthen(transaction, key, list, same ? length : 0);
        }
        return same || size > length ? code : codes.code(list.get(size - 1));
    }

    private long lengthen(int transaction, int key, List<?> list, int from) {
        int size = list.size();
        long[] known = longest[key];
        if (size > known.length) {
            known = Arrays.copyOf(known, Math.max(size, known.length * 2));
            longest[key] = known;
        }
        for (int i = from; i < size; i++) {
            known[i] = codes.code(list.get(i));
        }
        lengths[key] = size;
        longestBy[key] = transaction;
        return known[size - 1];
    }

    private void room(int key) {
        if (key >= longest.length) {
            int room = Math.max(key + 1, longest.length * 2);
            longest = Arrays.copyOf(longest, room);
            lengths = Arrays.copyOf(lengths, room);
            longestBy = Arrays.copyOf(longestBy, room);
        }
        if (longest[key] == null) {
            longest[key] = NOTHING;
        }
    }

    private static List<?> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new UnusableHistoryException(
                "a read returned " + value + ", which is no list; list-append reads lists, rw-register reads values");
    }

    @Override
    public void committed(int transaction, List<?> microOperations, int[] keys) {
        for (int key : repeated.of(keys)) {
            judgeKey(transaction, microOperations, keys, key);
        }
    }

    private void judgeKey(int transaction, List<?> microOperations, int[] keys, int key) {
        List<?> base = null;
        List<@Nullable Object> appended = new ArrayList<>();
        List<List<?>> seen = new ArrayList<>();
        boolean internal = false;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != key) {
                continue;
            }
            List<?> mop = (List<?>) microOperations.get(i);
            Object value = mop.get(2);
            if (writeWord().equals(mop.get(0))) {
                if (seen.stream().anyMatch(list -> list.contains(value))) {
                    misreads.add(new Misread(
                            transaction,
                            true,
                            i,
                            "T1 read key " + mop.get(1) + " with " + Transcript.text(value) + " in it and appended "
                                    + Transcript.text(value) + " only later"));
                }
                appended.add(value);
                continue;
            }
            List<?> read = list(value);
            seen.add(read);
            if (!internal && !fits(base, appended, read)) {
                internal = true;
                misreads.add(new Misread(
                        transaction,
                        false,
                        i,
                        "T1 read key " + mop.get(1) + " as " + Transcript.text(value)
                                + ", which does not agree with what it had read and appended itself: "
                                + expected(base, appended)));
            }
            base = read;
            appended.clear();
        }
    }

    private static boolean fits(@Nullable List<?> base, List<?> appended, List<?> read) {
        int before = read.size() - appended.size();
        if (before < 0 || !read.subList(before, read.size()).equals(appended)) {
            return false;
        }
        return base == null || read.subList(0, before).equals(base);
    }

    private static String expected(@Nullable List<?> base, List<?> appended) {
        List<@Nullable Object> all = new ArrayList<>();
        all.addAll(base == null ? List.of("…") : base);
        all.addAll(appended);
        return Transcript.text(all);
    }

    /** The longest list of a key as codes; its length is {@link #length}. */
    long[] longest(int key) {
        return key < longest.length && longest[key] != null ? longest[key] : NOTHING;
    }

    int length(int key) {
        return key < lengths.length ? lengths[key] : 0;
    }

    /** The transaction that read the longest list of a key that has one. */
    int longestBy(int key) {
        return longestBy[key];
    }

    List<Clash> clashes() {
        return clashes;
    }

    List<Misread> misreads() {
        return misreads;
    }
}
