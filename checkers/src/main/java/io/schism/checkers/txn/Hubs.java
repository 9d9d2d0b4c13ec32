package io.schism.checkers.txn;

import java.util.HashMap;
import java.util.Map;

/**
 * Anti-dependencies from many readers to many writers without an edge for each pair. A hub leads on to every writer. A reader that is also
 * one of the writers must not reach itself, so it takes two hubs: all writers before it and all after it.
 */
final class Hubs {
    private Hubs() {}

    /**
     * Joins each reader to each writer but itself.
     *
     * @param writers each once, or a reader could reach itself by its second place
     * @param direct up to so many pairs get an edge each; beyond, the number of edges is linear in readers and writers
     */
    static void join(Growing readers, Growing writers, int direct, EdgeBuffer edges) {
        if ((long) readers.size() * writers.size() <= direct) {
            for (int i = 0; i < readers.size(); i++) {
                for (int j = 0; j < writers.size(); j++) {
                    edges.add(readers.get(i), writers.get(j), EdgeBuffer.RW);
                }
            }
            return;
        }
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < writers.size(); i++) {
            places.put(writers.get(i), i);
        }
        int all = -1;
        int[] before = {};
        int[] behind = {};
        for (int i = 0; i < readers.size(); i++) {
            int reader = readers.get(i);
            Integer place = places.get(reader);
            if (place == null) {
                all = all < 0 ? hubOfAll(writers, edges) : all;
                edges.add(reader, all, EdgeBuffer.RW);
                continue;
            }
            if (before.length == 0) {
                before = chain(writers, edges, 1);
                behind = chain(writers, edges, -1);
            }
            int first = place;
            if (first > 0) {
                edges.add(reader, before[first - 1], EdgeBuffer.RW);
            }
            if (first + 1 < writers.size()) {
                edges.add(reader, behind[first + 1], EdgeBuffer.RW);
            }
        }
    }

    private static int hubOfAll(Growing writers, EdgeBuffer edges) {
        int hub = edges.hub();
        for (int i = 0; i < writers.size(); i++) {
            edges.add(hub, writers.get(i), EdgeBuffer.ON);
        }
        return hub;
    }

    /** Hubs for the writers up to each place, or from each place on when the direction is -1. */
    private static int[] chain(Growing writers, EdgeBuffer edges, int direction) {
        int size = writers.size();
        int[] hubs = new int[size];
        int start = direction > 0 ? 0 : size - 1;
        for (int i = start; i >= 0 && i < size; i += direction) {
            hubs[i] = edges.hub();
            edges.add(hubs[i], writers.get(i), EdgeBuffer.ON);
            if (i != start) {
                edges.add(hubs[i], hubs[i - direction], EdgeBuffer.ON);
            }
        }
        return hubs;
    }
}
