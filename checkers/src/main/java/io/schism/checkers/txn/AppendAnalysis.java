package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lists tell about the order of their versions. A list shows all appends before the last one, in order, so the longest list that was
 * read of a key is the order of its versions; an append that is not in it came after all that are (K. Kingsbury, P. Alvaro, "Elle", VLDB 2020,
 * section 4.2). Appends of unknown outcome count: if they are in a list they took effect, and if not, nothing follows from them.
 */
final class AppendAnalysis {
    private static final int UNSEEN = -1;
    private final Transactions transactions;
    private final AppendDialect dialect;
    private final AppendExhibits exhibits;
    private final AppendScrutiny scrutiny;
    private final Transcript transcript;
    private final Anomalies anomalies;
    private final EdgeBuffer edges;
    private final Allowance allowance;
    private final IsolationOptions options;

    /** For each key, the micro-operation that appended each element of the order; below 0 where no transaction did. */
    private final int[][] orders;

    private final LongIndex appends = new LongIndex();
    private final Growing tailReaders = new Growing(16);
    private final Growing unseen = new Growing(16);
    private final Growing updaters = new Growing(16);
    private int[] place = new int[64];
    private boolean[] intermediate = new boolean[64];

    AppendAnalysis(
            Transactions transactions,
            AppendDialect dialect,
            Transcript transcript,
            Anomalies anomalies,
            EdgeBuffer edges,
            IsolationOptions options,
            Allowance allowance) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.transcript = transcript;
        this.exhibits = new AppendExhibits(transcript, dialect);
        this.scrutiny = new AppendScrutiny(transcript, exhibits, anomalies, options.emptyAtStart());
        this.anomalies = anomalies;
        this.edges = edges;
        this.options = options;
        this.allowance = allowance;
        this.orders = new int[transactions.codes().keyCount()][];
    }

    /** Finds the edges and what is wrong beside cycles. */
    void run() {
        for (AppendDialect.Misread misread : dialect.misreads()) {
            String anomaly = misread.future() ? "future-read" : "internal";
            anomalies.add(anomaly, () -> exhibits.misread(anomaly, misread));
        }
        Set<Integer> suspect = new HashSet<>();
        for (AppendDialect.Clash clash : dialect.clashes()) {
            suspect.add(clash.key());
            anomalies.add("incompatible-order", () -> exhibits.incompatible(clash));
        }
        Transactions.ByKey byKey = transactions.byKey();
        for (int key = 0; key < orders.length; key++) {
            int from = byKey.start()[key];
            int to = byKey.start()[key + 1];
            allowance.work(to - from);
            key(key, byKey.mops(), from, to, suspect.contains(key));
        }
    }

    /** The order of a key's versions: for each the micro-operation that appended it, below 0 where no transaction did. */
    int[] order(int key) {
        return orders[key];
    }

    private void key(int key, int[] mops, int from, int to, boolean suspect) {
        if (place.length < to - from) {
            place = new int[Math.max(to - from, place.length * 2)];
            intermediate = new boolean[place.length];
        }
        indexAppends(key, mops, from, to);
        boolean odd = order(key, mops, from) || suspect;
        reads(key, mops, from, to);
        chain(key);
        // Who read the last known version did not see the appends that nobody saw.
        Hubs.join(tailReaders, unseen, options.directEdges(), edges);
        if (odd) {
            scrutiny.scrutinize(orders[key], appends, mops, from, to);
        }
    }

    /** Indexes appends by value, as places among the key's micro-operations, and marks those that their own transaction built upon. */
    private void indexAppends(int key, int[] mops, int from, int to) {
        appends.begin(to - from);
        int before = UNSEEN;
        for (int i = from; i < to; i++) {
            int mop = mops[i];
            place[i - from] = UNSEEN;
            intermediate[i - from] = false;
            if (transactions.kind()[mop] != Transactions.WRITE) {
                continue;
            }
            if (appends.put(transactions.value()[mop], i - from) != LongIndex.ABSENT) {
                throw new UnusableHistoryException("value " + Transcript.text(transcript.valueOf(mop))
                        + " was appended to key "
                        + Transcript.text(transactions.codes().keyOf(key))
                        + " more than once; the inference needs every append to a key to be of a value of its own");
            }
            if (before != UNSEEN
                    && transactions.owner()[mops[before]] == transactions.owner()[mop]) {
                intermediate[before - from] = true;
            }
            before = i;
        }
    }

    /** Lays the order of versions down; true when there is something odd about it. */
    private boolean order(int key, int[] mops, int from) {
        int length = dialect.length(key);
        long[] longest = dialect.longest(key);
        int[] order = new int[length];
        int size = 0;
        boolean odd = false;
        for (int i = 0; i < length; i++) {
            int append = appends.get(longest[i]);
            if (append == LongIndex.ABSENT) {
                odd = true;
                order[size] = UNSEEN;
                appends.put(longest[i], -2 - size);
            } else if (append < 0 || place[append] != UNSEEN) {
                odd = true;
                continue;
            } else {
                order[size] = mops[from + append];
                place[append] = size;
            }
            size++;
        }
        orders[key] = size == length ? order : Arrays.copyOf(order, size);
        for (int mop : orders[key]) {
            odd |= mop >= 0 && !transactions.possible(transactions.owner()[mop]);
        }
        return odd;
    }

    private void reads(int key, int[] mops, int from, int to) {
        int[] order = orders[key];
        tailReaders.clear();
        unseen.clear();
        updaters.clear();
        int external = UNSEEN;
        int lastOwner = UNSEEN;
        int appendBefore = UNSEEN;
        for (int i = from; i < to; i++) {
            int mop = mops[i];
            int owner = transactions.owner()[mop];
            if (owner != lastOwner) {
                lastOwner = owner;
                external = -2;
                appendBefore = UNSEEN;
            }
            byte kind = transactions.kind()[mop];
            if (kind == Transactions.READ) {
                int version = version(mop, mops, from);
                if (external == -2) {
                    external = version;
                }
                follow(order, version, owner);
            } else if (kind == Transactions.WRITE) {
                if (place[i - from] == UNSEEN && transactions.possible(owner) && !lastOf(unseen, owner)) {
                    unseen.add(owner);
                }
                if (external >= UNSEEN && transactions.ok(owner)) {
                    updaters.add(external);
                    updaters.add(owner);
                }
                if (appendBefore != UNSEEN
                        && transactions.possible(owner)
                        && turnedRound(appendBefore - from, i - from)) {
                    int before = mops[appendBefore];
                    anomalies.add("cyclic-versions", () -> exhibits.turnedRound(key, before, mop));
                }
                appendBefore = i;
                external = -3;
            }
        }
        lostUpdates(key);
    }

    /** The place in the order of the version that was read, and the edge from its writer; {@link #UNSEEN} for the initial one. */
    private int version(int mop, int[] mops, int from) {
        long last = transactions.value()[mop];
        if (last == Codes.NIL) {
            return UNSEEN;
        }
        int append = appends.get(last);
        if (append == LongIndex.ABSENT) {
            return -4;
        }
        if (append < 0) {
            return -2 - append;
        }
        int writer = transactions.owner()[mops[from + append]];
        int reader = transactions.owner()[mop];
        if (transactions.possible(writer)) {
            edges.add(writer, reader, EdgeBuffer.WR);
        }
        if (intermediate[append] && writer != reader) {
            anomalies.add("G1b", () -> exhibits.intermediateRead(mop, writer));
        }
        return place[append] == UNSEEN ? -4 : place[append];
    }

    private void follow(int[] order, int version, int reader) {
        if (version < UNSEEN) {
            return;
        }
        if (version + 1 == order.length) {
            tailReaders.add(reader);
            return;
        }
        int next = order[version + 1];
        if (next >= 0 && transactions.possible(transactions.owner()[next])) {
            edges.add(reader, transactions.owner()[next], EdgeBuffer.RW);
        }
    }

    private void chain(int key) {
        int[] order = orders[key];
        for (int i = 0; i + 1 < order.length; i++) {
            writeDependency(order[i], order[i + 1]);
        }
        if (order.length > 0 && unseen.size() > 0) {
            int last = order[order.length - 1];
            if (last >= 0 && transactions.possible(transactions.owner()[last])) {
                for (int i = 0; i < unseen.size(); i++) {
                    edges.add(transactions.owner()[last], unseen.get(i), EdgeBuffer.WW);
                }
            }
        }
    }

    private void writeDependency(int before, int next) {
        if (before < 0 || next < 0) {
            return;
        }
        int from = transactions.owner()[before];
        int to = transactions.owner()[next];
        if (transactions.possible(from) && transactions.possible(to)) {
            edges.add(from, to, EdgeBuffer.WW);
        }
    }

    /** True when the later of two appends by one transaction was seen and the earlier one not before it. */
    private boolean turnedRound(int earlier, int later) {
        return place[later] != UNSEEN && (place[earlier] == UNSEEN || place[earlier] > place[later]);
    }

    private static boolean lastOf(Growing some, int transaction) {
        return some.size() > 0 && some.get(some.size() - 1) == transaction;
    }

    private void lostUpdates(int key) {
        if (updaters.size() < 4) {
            return;
        }
        Map<Integer, List<Integer>> byVersion = new HashMap<>();
        for (int i = 0; i < updaters.size(); i += 2) {
            byVersion
                    .computeIfAbsent(updaters.get(i), version -> new ArrayList<>())
                    .add(updaters.get(i + 1));
        }
        for (Map.Entry<Integer, List<Integer>> entry : byVersion.entrySet()) {
            List<Integer> same = entry.getValue();
            if (same.size() > 1) {
                anomalies.add("lost-update", () -> exhibits.lostUpdate(key, state(key, entry.getKey()), same));
            }
        }
    }

    private String state(int key, int version) {
        if (version < 0) {
            return "unset";
        }
        int mop = orders[key][version];
        return mop < 0 ? "in the same state" : "ending in " + Transcript.text(transcript.valueOf(mop));
    }
}
