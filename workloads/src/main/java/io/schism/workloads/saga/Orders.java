package io.schism.workloads.saga;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders in the store: for each one key with its {@link State}, and one key for each step that is done. Every step and every
 * compensation is a transaction of its own, guarded with the state that it starts from, so that of two who drive an order only one
 * makes a step, and the other looks again.
 */
final class Orders {
    /** Whoever drives an order is overtaken at most once a step, forwards and backwards. */
    private static final int LOOKS = 4 * State.STEPS;

    private final Transactions transactions;

    Orders(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Begins an order with its first step; false when somebody gave it up before. */
    boolean begin(long order) {
        return transactions
                .run(new Transaction(
                        List.of(Guard.absent(key(order))),
                        List.of(new Put(key(order), State.BEGUN.text()), new Put(step(order, 1), "done")),
                        List.of()))
                .succeeded();
    }

    /**
     * Drives the order to its end.
     *
     * @param from where it is
     * @param refusedAt the step that turns out to be impossible, so that all before it are undone; 0 for none
     * @return whether it is whole, otherwise it is undone; empty when the store has lost it, for no order is ever removed
     */
    Optional<Boolean> goOn(long order, State from, int refusedAt) {
        State state = from;
        for (int look = 0; look < LOOKS && !state.ended(); look++) {
            State next = next(state, refusedAt);
            if (move(order, state, next)) {
                state = next;
                continue;
            }
            Optional<State> found = read(order);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            state = found.get();
        }
        if (!state.ended()) {
            throw new StoreException(Kind.OTHER, "order " + order + " is still at " + state.text(), null);
        }
        return Optional.of(state.whole());
    }

    private static State next(State state, int refusedAt) {
        if (!state.forward()) {
            return new State(false, state.steps() - 1);
        }
        return refusedAt == state.steps() + 1 ? new State(false, state.steps()) : new State(true, state.steps() + 1);
    }

    private boolean move(long order, State from, State to) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Put(key(order), to.text()));
        if (to.steps() > from.steps()) {
            actions.add(new Put(step(order, to.steps()), "done"));
        }
        if (to.steps() < from.steps()) {
            actions.add(new Delete(step(order, from.steps())));
        }
        return transactions
                .run(new Transaction(List.of(Guard.valueIs(key(order), from.text())), actions, List.of()))
                .succeeded();
    }

    private Optional<State> read(long order) {
        return transactions
                .run(Transaction.of(new Get(key(order))))
                .values()
                .get(0)
                .map(found -> State.of(found.value()));
    }

    /**
     * Ends the orders from the first to the one before {@code to}: what is paid is shipped, all else undone. An order that has not begun is
     * given up, lest a first step that is still on its way leave it half done later.
     */
    void settle(long from, long to) {
        for (int look = 0; look < LOOKS; look++) {
            Map<Long, Optional<State>> states = states(from, to);
            if (states.values().stream()
                    .allMatch(state -> state.map(State::ended).orElse(false))) {
                return;
            }
            giveUp(states.keySet().stream()
                    .filter(order ->
                            states.getOrDefault(order, Optional.empty()).isEmpty())
                    .toList());
            states.forEach((order, state) ->
                    state.ifPresent(open -> goOn(order, open, open.steps() < 2 ? open.steps() + 1 : 0)));
        }
        throw new StoreException(Kind.OTHER, "orders from " + from + " to " + to + " are not settled yet", null);
    }

    private void giveUp(List<Long> missing) {
        if (!missing.isEmpty()) {
            List<Guard> guards =
                    missing.stream().map(order -> Guard.absent(key(order))).toList();
            List<Action> marks = missing.stream()
                    .map(order -> (Action) new Put(key(order), State.UNDONE.text()))
                    .toList();
            transactions.run(new Transaction(guards, marks, List.of()));
        }
    }

    private Map<Long, Optional<State>> states(long from, long to) {
        List<Action> gets = new ArrayList<>();
        for (long order = from; order < to; order++) {
            gets.add(new Get(key(order)));
        }
        List<Optional<Versioned>> values =
                transactions.run(new Transaction(List.of(), gets, List.of())).values();
        Map<Long, Optional<State>> states = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            states.put(from + i, values.get(i).map(found -> State.of(found.value())));
        }
        return states;
    }

    /** Which steps of each order are done, all seen at one moment: {@code {"order": n, "steps": [true, true, false]}}. */
    List<Map<String, Object>> inspect(long from, long to) {
        List<Action> gets = new ArrayList<>();
        for (long order = from; order < to; order++) {
            for (int step = 1; step <= State.STEPS; step++) {
                gets.add(new Get(step(order, step)));
            }
        }
        List<Optional<Versioned>> values =
                transactions.run(new Transaction(List.of(), gets, List.of())).values();
        List<Map<String, Object>> seen = new ArrayList<>();
        for (int i = 0; i < values.size(); i += State.STEPS) {
            List<Boolean> steps = values.subList(i, i + State.STEPS).stream()
                    .map(Optional::isPresent)
                    .toList();
            seen.add(new TreeMap<>(Map.of("order", from + i / State.STEPS, "steps", steps)));
        }
        return seen;
    }

    private static String key(long order) {
        return "order" + order;
    }

    private static String step(long order, int step) {
        return "order" + order + "/"
                + switch (step) {
                    case 1 -> "stock";
                    case 2 -> "payment";
                    default -> "shipment";
                };
    }
}
