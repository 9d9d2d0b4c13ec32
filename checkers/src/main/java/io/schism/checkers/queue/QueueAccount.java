package io.schism.checkers.queue;

import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went into one queue and what came out. For one thread. */
final class QueueAccount {
    private final History history;
    private final Findings findings;
    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private long unknownTakers;
    private boolean unknownDrain;
    private int emptySeenFrom = History.NONE;
    private long dequeued;

    QueueAccount(History history, Findings findings) {
        this.history = history;
        this.findings = findings;
    }

    /** One element: positions of its enqueues that may have taken effect and of the operations that took it out. */
    private static final class Entry {
        final List<Integer> enqueued = new ArrayList<>(1);
        final List<Integer> dequeued = new ArrayList<>(1);
    }

    void take(int position, Operation operation) {
        switch (operation.f()) {
            case "enqueue" -> enqueue(position, operation);
            case "dequeue" -> dequeue(position, operation);
            case "drain" -> drain(position, operation);
            default -> {
                // not an operation of a queue
            }
        }
    }

    private void enqueue(int position, Operation operation) {
        if (operation.type() != Operation.Type.INVOKE) {
            return;
        }
        if (operation.value() == null) {
            findings.undecidable(operation, "an enqueue needs an element");
            return;
        }
        if (outcome(position) != Operation.Type.FAIL) {
            entries.computeIfAbsent(operation.value(), value -> new Entry())
                    .enqueued
                    .add(position);
        }
    }

    private Operation.@Nullable Type outcome(int invocation) {
        int pair = history.pairOf(invocation);
        return pair == History.NONE ? null : history.get(pair).type();
    }

    private void dequeue(int position, Operation operation) {
        Operation.Type type = operation.type();
        if (type == Operation.Type.INVOKE) {
            Operation.Type outcome = outcome(position);
            unknownTakers += outcome == null || outcome == Operation.Type.INFO ? 1 : 0;
            return;
        }
        if (type == Operation.Type.OK && operation.value() != null) {
            out(operation.value(), position);
        } else if (type == Operation.Type.OK || (type == Operation.Type.FAIL && "empty".equals(operation.error()))) {
            emptySeen(position);
        }
    }

    private void drain(int position, Operation operation) {
        if (operation.type() == Operation.Type.INVOKE) {
            Operation.Type outcome = outcome(position);
            unknownDrain |= outcome == null || outcome == Operation.Type.INFO;
            return;
        }
        if (operation.type() != Operation.Type.OK) {
            return;
        }
        if (!(operation.value() instanceof List<?> taken)) {
            findings.undecidable(operation, "a drain needs the list of what it took");
            return;
        }
        taken.forEach(element -> out(element, position));
        emptySeen(position);
    }

    private void emptySeen(int completion) {
        emptySeenFrom = Math.max(emptySeenFrom, history.pairOf(completion));
    }

    private void out(@Nullable Object element, int position) {
        Entry entry = element == null ? null : entries.get(element);
        dequeued++;
        if (element == null || entry == null) {
            findings.add(
                    "unexpected",
                    "process " + history.get(position).process() + " dequeued " + element
                            + ", which nobody had tried to enqueue, or whose enqueue failed",
                    List.of(history.get(history.pairOf(position)), history.get(position)),
                    Map.of("element", String.valueOf(element)));
            return;
        }
        entry.dequeued.add(position);
    }

    /** Compares in and out, once all operations were taken. */
    void settle(TotalQueue.Delivery delivery, TotalQueue.Totals totals) {
        totals.dequeued += dequeued;
        List<Runnable> losses = new ArrayList<>();
        entries.forEach((element, entry) -> {
            long acknowledged = entry.enqueued.stream()
                    .filter(position -> outcome(position) == Operation.Type.OK)
                    .count();
            int came = entry.dequeued.size();
            totals.attempted += entry.enqueued.size();
            totals.acknowledged += acknowledged;
            totals.recovered += Math.max(0, Math.min(came, entry.enqueued.size()) - acknowledged);
            if (came > entry.enqueued.size()) {
                totals.duplicated++;
                if (delivery == TotalQueue.Delivery.EXACTLY_ONCE) {
                    duplicated(element, entry);
                }
            }
            for (long i = came; i < acknowledged; i++) {
                totals.missing++;
                if (lostForSure(entry)) {
                    losses.add(() -> lost(element, entry));
                }
            }
        });
        // Any one of the missing may be what an unknown dequeue took, so that many are given the benefit of the doubt.
        long doubtful = unknownDrain ? losses.size() : Math.min(unknownTakers, losses.size());
        losses.subList((int) doubtful, losses.size()).forEach(Runnable::run);
    }

    /** Whether every acknowledged enqueue was over when somebody began to look and then found the queue empty. */
    private boolean lostForSure(Entry entry) {
        return entry.enqueued.stream()
                .filter(position -> outcome(position) == Operation.Type.OK)
                .allMatch(position -> history.pairOf(position) < emptySeenFrom);
    }

    private void duplicated(Object element, Entry entry) {
        findings.add(
                "duplicated",
                "element " + element + " was dequeued " + entry.dequeued.size() + " times, but enqueued at most "
                        + entry.enqueued.size() + (entry.enqueued.size() == 1 ? " time" : " times"),
                operations(entry),
                Map.of("element", element));
    }

    private void lost(Object element, Entry entry) {
        List<Operation> shown = new ArrayList<>(operations(entry));
        shown.add(history.get(emptySeenFrom));
        shown.add(history.get(history.pairOf(emptySeenFrom)));
        findings.add(
                "lost",
                "element " + element + " was enqueued and never came out, though process "
                        + history.get(emptySeenFrom).process() + " found the queue empty later",
                shown,
                Map.of("element", element));
    }

    private List<Operation> operations(Entry entry) {
        List<Operation> shown = new ArrayList<>();
        for (int position : entry.enqueued) {
            shown.add(history.get(position));
            if (history.pairOf(position) != History.NONE) {
                shown.add(history.get(history.pairOf(position)));
            }
        }
        for (int position : entry.dequeued) {
            shown.add(history.get(history.pairOf(position)));
            shown.add(history.get(position));
        }
        return shown;
    }
}
