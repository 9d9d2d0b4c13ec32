package io.schism.checkers.txn;

import io.schism.checkers.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What registers tell about the order of their versions: a key is unset before it is anything else, and more only under assumptions
 * ({@link VersionSource}). Each assumption is used if the order that it gives together with those before it is one; else it is left out and
 * reported as {@code cyclic-versions} (K. Kingsbury, P. Alvaro, "Elle", VLDB 2020, section 4.3). Writes of unknown outcome count.
 */
final class RegisterAnalysis {
    private final Transactions transactions;
    private final RegisterDialect dialect;
    private final RegisterExhibits exhibits;
    private final Anomalies anomalies;
    private final EdgeBuffer edges;
    private final IsolationOptions options;
    private final Allowance allowance;
    private final RegisterKey key;
    private final int keys;
    private final VersionEdges[] known;
    private final List<VersionSource> sources = new ArrayList<>();

    private final Growing unsetReaders = new Growing(16);
    private final Growing writers = new Growing(16);

    RegisterAnalysis(
            Transactions transactions,
            RegisterDialect dialect,
            Transcript transcript,
            Anomalies anomalies,
            EdgeBuffer edges,
            IsolationOptions options,
            Allowance allowance) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.exhibits = new RegisterExhibits(transcript);
        this.anomalies = anomalies;
        this.edges = edges;
        this.options = options;
        this.allowance = allowance;
        this.key = new RegisterKey(transactions, transcript);
        this.keys = transactions.codes().keyCount();
        this.known = new VersionEdges[keys];
        Arrays.fill(known, VersionEdges.NONE);
    }

    /** Finds the edges and what is wrong beside cycles. */
    void run() {
        for (RegisterDialect.Misread misread : dialect.misreads()) {
            anomalies.add("internal", () -> exhibits.misread(misread));
        }
        List<VersionSource> asked = asked();
        for (int k = 0; k < keys; k++) {
            key.load(k);
            allowance.work(key.to() - key.from());
            reads(k);
            readDependencies();
            fromUnset();
            lostUpdates(k);
        }
        for (VersionSource source : asked) {
            order(source);
        }
        if (!sources.isEmpty()) {
            for (int k = 0; k < keys; k++) {
                if (known[k].pairs().length > 0) {
                    key.load(k);
                    versionDependencies(known[k]);
                }
            }
        }
    }

    private List<VersionSource> asked() {
        List<VersionSource> asked = new ArrayList<>();
        if (!options.transactionOrder().isEmpty()) {
            asked.add(VersionSource.TRANSACTION_ORDER);
        }
        if (options.writesFollowReads()) {
            asked.add(VersionSource.WRITES_FOLLOW_READS);
        }
        if (options.sequentialKeys()) {
            asked.add(VersionSource.SEQUENTIAL);
        }
        if (options.linearizableKeys()) {
            asked.add(VersionSource.LINEARIZABLE);
        }
        return asked;
    }

    /** The order of a key's versions beyond "unset comes first", as far as it is known. */
    VersionEdges known(int keyNumber) {
        return known[keyNumber];
    }

    /** The key's versions; valid until the next call. */
    RegisterKey load(int keyNumber) {
        key.load(keyNumber);
        return key;
    }

    /** The assumptions that were used. */
    List<VersionSource> sources() {
        return sources;
    }

    private void reads(int keyNumber) {
        boolean sawUnset = options.emptyAtStart();
        int unwritten = RegisterKey.NONE;
        boolean two = false;
        for (int i = key.from(); i < key.to(); i++) {
            int mop = key.mop(i);
            if (transactions.kind()[mop] != Transactions.READ) {
                continue;
            }
            int version = key.read(mop);
            sawUnset |= version == 0;
            if (version == 0) {
                continue;
            }
            int writer = key.writer(version);
            int reader = transactions.owner()[mop];
            if (writer == RegisterKey.NONE) {
                two |= unwritten != RegisterKey.NONE && unwritten != version;
                unwritten = version;
            } else if (!transactions.possible(writer)) {
                anomalies.add("G1a", () -> exhibits.badRead("G1a", mop, writer, "which T1 wrote and T1 failed"));
            } else if (key.intermediate[version] && writer != reader) {
                anomalies.add("G1b", () -> exhibits.badRead("G1b", mop, writer, "which T1 wrote and itself overwrote"));
            }
        }
        if (unwritten != RegisterKey.NONE && (sawUnset || two)) {
            unwritten(keyNumber);
        }
    }

    private void unwritten(int keyNumber) {
        for (int i = key.from(); i < key.to(); i++) {
            int mop = key.mop(i);
            if (transactions.kind()[mop] == Transactions.READ) {
                int version = key.read(mop);
                if (version != 0 && key.writer(version) == RegisterKey.NONE) {
                    int witness = otherState(version);
                    anomalies.add("unwritten-read", () -> exhibits.unwrittenRead(keyNumber, mop, witness));
                }
            }
        }
    }

    /** A transaction that saw the key in another state which no transaction wrote: both cannot have been there at the start. */
    private int otherState(int version) {
        for (int i = key.from(); i < key.to(); i++) {
            int mop = key.mop(i);
            if (transactions.kind()[mop] == Transactions.READ) {
                int other = key.read(mop);
                if (other != version && key.writer(other) == RegisterKey.NONE) {
                    return transactions.owner()[mop];
                }
            }
        }
        return RegisterKey.NONE;
    }

    private void readDependencies() {
        for (int touch = 0; touch < key.touches; touch++) {
            if (key.seen[touch] > 0) {
                int writer = key.finalWriter(key.seen[touch]);
                if (writer != RegisterKey.NONE) {
                    edges.add(writer, key.who[touch], EdgeBuffer.WR);
                }
            }
        }
    }

    /** Who read the key unset did not see any write to it. */
    private void fromUnset() {
        unsetReaders.clear();
        writers.clear();
        for (int touch = 0; touch < key.touches; touch++) {
            if (key.seen[touch] == 0) {
                unsetReaders.add(key.who[touch]);
            }
            if (key.left[touch] != RegisterKey.NONE && transactions.possible(key.who[touch])) {
                writers.add(key.who[touch]);
            }
        }
        Hubs.join(unsetReaders, writers, options.directEdges(), edges);
    }

    private void lostUpdates(int keyNumber) {
        int[] firstUpdater = new int[0];
        for (int touch = 0; touch < key.touches; touch++) {
            int version = key.seen[touch];
            if (version == RegisterKey.NONE
                    || key.left[touch] == RegisterKey.NONE
                    || !transactions.ok(key.who[touch])) {
                continue;
            }
            if (firstUpdater.length == 0) {
                firstUpdater = new int[key.versions];
            }
            int first = firstUpdater[version];
            if (first > 0) {
                int one = first - 1;
                int other = key.who[touch];
                long value = key.code[version];
                firstUpdater[version] = -1;
                anomalies.add("lost-update", () -> exhibits.lostUpdate(keyNumber, value, one, other));
            } else if (first == 0) {
                firstUpdater[version] = key.who[touch] + 1;
            }
        }
    }

    private void order(VersionSource source) {
        VersionEdges[] more = new VersionEdges[keys];
        boolean cyclic = false;
        for (int k = 0; k < keys; k++) {
            key.load(k);
            VersionEdges told = source.edges(key, transactions, options.transactionOrder());
            allowance.work(key.touches + told.pairs().length);
            if (told.pairs().length == 0) {
                more[k] = known[k];
                continue;
            }
            VersionEdges all = known[k].and(told);
            more[k] = all;
            allowance.hold(told.pairs().length * 16L);
            for (int[] cycle : new VersionGraph(key.versions, all).cycles(allowance)) {
                cyclic = true;
                Evidence evidence = exhibits.cyclicVersions(k, key, source, cycle, all);
                anomalies.add("cyclic-versions", () -> evidence);
            }
        }
        if (!cyclic) {
            System.arraycopy(more, 0, known, 0, keys);
            sources.add(source);
        }
    }

    private void versionDependencies(VersionEdges order) {
        Map<Integer, Growing> readers = new HashMap<>();
        for (int touch = 0; touch < key.touches; touch++) {
            if (key.seen[touch] > 0) {
                readers.computeIfAbsent(key.seen[touch], version -> new Growing(4))
                        .add(key.who[touch]);
            }
        }
        for (long pair : order.pairs()) {
            int earlier = VersionEdges.earlier(pair);
            int writer = key.finalWriter(VersionEdges.later(pair));
            if (earlier == 0 || writer == RegisterKey.NONE) {
                continue;
            }
            int before = key.finalWriter(earlier);
            if (before != RegisterKey.NONE) {
                edges.add(before, writer, EdgeBuffer.WW);
            }
            Growing those = readers.get(earlier);
            for (int i = 0; those != null && i < those.size(); i++) {
                edges.add(those.get(i), writer, EdgeBuffer.RW);
            }
        }
    }
}
