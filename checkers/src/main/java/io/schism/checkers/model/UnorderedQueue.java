package io.schism.checkers.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue that promises no order: a bag from which each element put in can be taken once.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code enqueue}</td><td>the element</td><td>ignored</td><td>always legal; the element is in the queue once more</td></tr>
 * <tr><td>{@code dequeue}</td><td>ignored</td><td>the element, or null</td><td>legal when the element is in the queue, which has it once
 *     less; null is legal when the queue is empty</td></tr>
 * </table>
 *
 * <p>Elements are anything JSON knows except null. Initial state: empty, or the list given. A dequeue that found nothing may also be
 * recorded as {@code fail}; then it tells nothing. One whose outcome is unknown may have taken any element.
 */
final class UnorderedQueue implements Model {
    @Override
    public String name() {
        return "unordered-queue";
    }

    @Override
    public Object initial(@Nullable Object value) {
        Map<Object, Integer> counts = new HashMap<>();
        Queues.initial(this, value).forEach(element -> counts.merge(element, 1, Integer::sum));
        return counts;
    }

    @Override
    public Action understand(Call call) {
        return switch (call.f()) {
            case "enqueue" -> new BagAction.Enqueue(Queues.element(this, call));
            case "dequeue" -> dequeue(call);
            default -> throw call.unknownTo(this, "enqueue and dequeue");
        };
    }

    private static Action dequeue(Call call) {
        if (!call.completed()) {
            return new BagAction.Lost();
        }
        return call.result() == null ? new BagAction.Empty() : new BagAction.Dequeue(call.result());
    }

    @Override
    public Object show(Object state) {
        List<Object> shown = new ArrayList<>();
        ((Map<?, ?>) state).forEach((element, count) -> shown.addAll(Collections.nCopies((Integer) count, element)));
        shown.sort(Comparator.comparing(String::valueOf));
        return shown;
    }
}
