package io.schism.workloads.saga;

/**
 * How far an order is.
 *
 * @param forward whether it goes forward; otherwise it is being undone
 * @param steps how many of its steps are done
 */
record State(boolean forward, int steps) {
    static final int STEPS = 3;
    static final State BEGUN = new State(true, 1);
    static final State UNDONE = new State(false, 0);

    /** As the store keeps it: {@code +2}, {@code -1}. */
    static State of(String text) {
        return new State(text.startsWith("+"), Integer.parseInt(text.substring(1)));
    }

    String text() {
        return (forward ? "+" : "-") + steps;
    }

    boolean whole() {
        return forward && steps == STEPS;
    }

    boolean ended() {
        return whole() || equals(UNDONE);
    }
}
