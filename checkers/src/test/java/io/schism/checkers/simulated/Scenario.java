package io.schism.checkers.simulated;

import io.schism.checkers.Checker;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A checker, clients, and a store that can be broken.
 *
 * @param checker who judges
 * @param store makes a fresh store; broken in its one way with the probability given, whenever it could be
 * @param generator makes requests
 * @param finals requests at the end
 */
public record Scenario(
        Checker checker,
        StoreMaker store,
        Function<RandomGenerator, Clients.Request> generator,
        List<Clients.Request> finals) {
    @Override
    public String toString() {
        return checker.name();
    }

    /** Makes a fresh store. */
    @FunctionalInterface
    public interface StoreMaker {
        Store make(RandomGenerator random, double broken);
    }
}
