package io.schism.checkers.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue: first in, first out.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code enqueue}</td><td>the element</td><td>ignored</td><td>always legal; the element is the last</td></tr>
 * <tr><td>{@code dequeue}</td><td>ignored</td><td>the element, or null</td><td>legal when the element is the first, which is taken away;
 *     null is legal when the queue is empty</td></tr>
 * </table>
 *
 * <p>Elements are anything JSON knows except null. Initial state: empty, or the list given, its first element the first to leave. A dequeue
 * that found nothing may also be recorded as {@code fail}; then it tells nothing. One whose outcome is unknown may have taken the first element.
 */
final class FifoQueue implements Model {
    @Override
    public String name() {
        return "fifo-queue";
    }

    @Override
    public Object initial(@Nullable Object value) {
        return Queues.initial(this, value);
    }

    @Override
    public Action understand(Call call) {
        return switch (call.f()) {
            case "enqueue" -> new QueueAction.Enqueue(Queues.element(this, call));
            case "dequeue" -> dequeue(call);
            default -> throw call.unknownTo(this, "enqueue and dequeue");
        };
    }

    private static Action dequeue(Call call) {
        if (!call.completed()) {
            return new QueueAction.Lost();
        }
        return call.result() == null ? new QueueAction.Empty() : new QueueAction.Dequeue(call.result());
    }

    @Override
    public Object show(Object state) {
        return List.copyOf((List<?>) state);
    }
}
