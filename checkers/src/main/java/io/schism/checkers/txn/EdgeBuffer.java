package io.schism.checkers.txn;

import java.util.Arrays;

/** Dependencies as they are found. Vertices below the number of transactions are transactions, those above are hubs. */
final class EdgeBuffer {
    /** The second wrote the version that follows the first's. */
    static final byte WW = 1;
    /** The second read what the first wrote. */
    static final byte WR = 2;
    /** The first read a version that the second overwrote. */
    static final byte RW = 4;
    /** Leaves a hub: goes on with the edge that led into it. */
    static final byte ON = 8;

    private final int transactions;
    private final Allowance allowance;
    private int vertices;
    private int size;
    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private byte[] kind = new byte[1024];

    EdgeBuffer(int transactions, Allowance allowance) {
        this.transactions = transactions;
        this.vertices = transactions;
        this.allowance = allowance;
    }

    /** Records an edge; nothing precedes itself. */
    void add(int source, int target, byte edgeKind) {
        if (source == target) {
            return;
        }
        if (size == from.length) {
            int room = size + (size >> 1);
            allowance.hold((room - size) * 9L);
            from = Arrays.copyOf(from, room);
            to = Arrays.copyOf(to, room);
            kind = Arrays.copyOf(kind, room);
        }
        from[size] = source;
        to[size] = target;
        kind[size++] = edgeKind;
        allowance.work(1);
    }

    /** A new hub: every edge into it goes on along every edge out of it. */
    int hub() {
        return vertices++;
    }

    int size() {
        return size;
    }

    Graph graph() {
        allowance.hold(vertices * 4L + size * 5L);
        int[] start = new int[vertices + 1];
        for (int i = 0; i < size; i++) {
            start[from[i] + 1]++;
        }
        for (int v = 0; v < vertices; v++) {
            start[v + 1] += start[v];
        }
        int[] target = new int[size];
        byte[] kinds = new byte[size];
        int[] next = Arrays.copyOf(start, vertices);
        for (int i = 0; i < size; i++) {
            int slot = next[from[i]]++;
            target[slot] = to[i];
            kinds[slot] = kind[i];
        }
        return new Graph(transactions, vertices, start, target, kinds);
    }
}
