package io.schism.checkers.set;

import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the elements of one set through its operations. Finds what one read alone can show: duplicates and the unexpected. For one thread. */
final class ElementTracker {
    private final History history;
    private final Findings findings;
    private final List<Element> elements = new ArrayList<>();
    private final Map<Object, Integer> places = new HashMap<>();
    private int[] seenIn = new int[64];
    private int reads;

    ElementTracker(History history, Findings findings) {
        this.history = history;
        this.findings = findings;
    }

    List<Element> elements() {
        return elements;
    }

    boolean anyRead() {
        return reads > 0;
    }

    void take(int position, Operation operation) {
        if (operation.f().equals("add")) {
            add(position, operation);
        }
        if (operation.f().equals("read") && operation.type() == Operation.Type.OK) {
            read(position, operation);
        }
    }

    private void add(int position, Operation add) {
        if (add.type() == Operation.Type.INVOKE) {
            begin(position, add);
            return;
        }
        if (add.type() == Operation.Type.OK) {
            Integer place = places.get(history.get(history.pairOf(position)).value());
            if (place != null) {
                elements.get(place).known(position);
            }
        }
    }

    private void begin(int position, Operation add) {
        Object value = add.value();
        if (value == null) {
            findings.unfit(add, "an add needs an element");
            return;
        }
        int completion = history.pairOf(position);
        if (completion != History.NONE && history.get(completion).type() == Operation.Type.FAIL) {
            return; // it never took effect, so a read that holds it is unexpected
        }
        if (places.putIfAbsent(value, elements.size()) != null) {
            findings.unfit(add, "element " + value + " is added for a second time; add each element once");
            return;
        }
        elements.add(new Element(value, position));
    }

    private void read(int position, Operation read) {
        if (!(read.value() instanceof List<?> list)) {
            findings.unfit(read, "a read of a set needs the list of its elements");
            return;
        }
        reads++;
        if (seenIn.length < elements.size()) {
            seenIn = Arrays.copyOf(seenIn, elements.size() * 2);
        }
        int invocation = history.pairOf(position);
        for (Object value : list) {
            Integer place = places.get(value);
            if (place == null) {
                unexpected(value, invocation, read);
            } else if (seenIn[place] == reads) {
                duplicated(value, invocation, read);
            } else {
                seenIn[place] = reads;
                elements.get(place).present(position);
            }
        }
        for (int place = 0; place < elements.size(); place++) {
            if (seenIn[place] != reads) {
                elements.get(place).absent(invocation, position);
            }
        }
    }

    private void unexpected(@Nullable Object value, int invocation, Operation read) {
        String element = String.valueOf(value);
        findings.add(
                "unexpected",
                "process " + read.process() + " read element " + element
                        + ", which nobody had tried to add, or whose add failed",
                List.of(history.get(invocation), SetFull.shown(read, value == null ? List.of() : List.of(value))),
                Map.of("element", element));
    }

    private void duplicated(Object value, int invocation, Operation read) {
        findings.add(
                "duplicated",
                "process " + read.process() + " read element " + value + " more than once in one read",
                List.of(history.get(invocation), SetFull.shown(read, List.of(value, value))),
                Map.of("element", value));
    }
}
