package io.schism.checkers.txn;

/**
 * Dependencies between transactions in compressed rows: the edges of vertex {@code v} are {@code start[v] … start[v + 1] - 1}.
 *
 * @param transactions vertices below this are transactions
 * @param vertices all of them, hubs included
 * @param start first edge of each vertex
 * @param target where each edge leads
 * @param kind {@link EdgeBuffer#WW}, {@link EdgeBuffer#WR}, {@link EdgeBuffer#RW}, {@link EdgeBuffer#ON}
 */
@SuppressWarnings("ArrayRecordComponent")
record Graph(int transactions, int vertices, int[] start, int[] target, byte[] kind) {}
