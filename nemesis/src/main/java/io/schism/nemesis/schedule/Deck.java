package io.schism.nemesis.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Deals a list in random order, again and again. Independent draws would leave a family out of one 30 s run in five; a deck shows every
 * card before any comes twice.
 */
final class Deck<T> {
    private final List<T> cards;
    private final List<T> left = new ArrayList<>();

    Deck(List<T> cards) {
        this.cards = List.copyOf(cards);
    }

    T deal(Random random) {
        if (left.isEmpty()) {
            left.addAll(cards);
            Collections.shuffle(left, random);
        }
        return left.remove(left.size() - 1);
    }
}
