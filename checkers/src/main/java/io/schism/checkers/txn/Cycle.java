package io.schism.checkers.txn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions each of which must come before the next, the last before the first.
 *
 * @param anomaly its class: A. Adya, "Weak Consistency" (MIT, 1999), chapter 3, with the names that Elle gives to the finer ones (K. Kingsbury,
 *     P. Alvaro, "Elle", VLDB 2020, section 4)
 * @param steps its edges, in order
 */
record Cycle(String anomaly, List<Step> steps) {
    Cycle {
        steps = List.copyOf(steps);
    }

    static Cycle of(List<Step> steps) {
        return new Cycle(classify(steps), steps);
    }

    /** The transactions, each once, in order. */
    int[] transactions() {
        return steps.stream().mapToInt(Step::from).toArray();
    }

    private static String classify(List<Step> steps) {
        return dataClass(steps) + orderOf(steps).suffix();
    }

    private static String dataClass(List<Step> steps) {
        int antiDependencies = count(steps, Step.Why.RW);
        if (antiDependencies == 1) {
            return "G-single-item";
        }
        if (antiDependencies > 1) {
            return antiDependenciesMeet(steps) ? "G2-item" : "G-nonadjacent-item";
        }
        return count(steps, Step.Why.WR) > 0 ? "G1c" : "G0";
    }

    private static Order orderOf(List<Step> steps) {
        if (count(steps, Step.Why.REALTIME) > 0) {
            return Order.REALTIME;
        }
        return count(steps, Step.Why.PROCESS) > 0 ? Order.PROCESS : Order.NONE;
    }

    private static int count(List<Step> steps, Step.Why why) {
        return (int) steps.stream().filter(step -> step.why() == why).count();
    }

    private static boolean antiDependenciesMeet(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).why() == Step.Why.RW
                    && steps.get((i + 1) % steps.size()).why() == Step.Why.RW) {
                return true;
            }
        }
        return false;
    }

    /**
     * Cuts a walk where it passes a transaction twice, keeping a piece in which no two anti-dependencies meet.
     *
     * @param walk one in which they do not meet
     */
    static List<Step> withoutRepeats(List<Step> walk) {
        List<Step> rest = new ArrayList<>(walk);
        while (true) {
            Map<Integer, Integer> placeOf = new HashMap<>();
            int first = -1;
            int second = -1;
            for (int i = 0; i < rest.size() && first < 0; i++) {
                Integer before = placeOf.put(rest.get(i).from(), i);
                if (before != null) {
                    first = before;
                    second = i;
                }
            }
            if (first < 0) {
                return rest;
            }
            List<Step> inner = new ArrayList<>(rest.subList(first, second));
            List<Step> outer = new ArrayList<>(rest.subList(second, rest.size()));
            outer.addAll(rest.subList(0, first));
            boolean innerFits = !antiDependenciesMeet(inner);
            boolean innerTells = count(inner, Step.Why.RW) > 0;
            boolean outerTells = !antiDependenciesMeet(outer) && count(outer, Step.Why.RW) > 0;
            rest = innerFits && (innerTells || !outerTells) ? inner : outer;
        }
    }
}
