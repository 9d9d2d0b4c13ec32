package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each request on several nodes, by whatever thread of the node is free; what did not complete {@code ok} is done again after a while. In
 * round {@code j} request {@code i} belongs to node {@code (i + j) mod nodes}, so every node begins with a share that is its own, and when time runs
 * out most requests had a turn somewhere. A node does not wait for the others before it goes on to its next round: one that hangs holds up none.
 */
final class OnEveryNode implements Generator {
    private final Plan plan;
    /** How many tasks of its own each node has begun. */
    private final int[] begun;
    /** By the process that is at it. */
    private final Map<Integer, Task> open;

    private final List<Task> again;

    private OnEveryNode(Plan plan, int[] begun, Map<Integer, Task> open, List<Task> again) {
        this.plan = plan;
        this.begun = begun;
        this.open = open;
        this.again = again;
    }

    static Generator of(List<Request> requests, int nodes, int copies, int tries, long pause) {
        return new OnEveryNode(
                new Plan(List.copyOf(requests), nodes, copies, tries, pause), new int[nodes], Map.of(), List.of());
    }

    /**
     * What never changes.
     *
     * @param nodes nodes that have a thread
     * @param copies on how many of them each request is made
     * @param tries how often one is made on a node before it is given up
     * @param pause nanoseconds between two of these
     */
    private record Plan(List<Request> requests, int nodes, int copies, int tries, long pause) {
        /** The request that this node makes after so many, or -1 at the end. */
        int request(int node, int before) {
            int left = before;
            for (int round = 0; round < copies; round++) {
                int first = Math.floorMod(node - round, nodes);
                int count = (requests.size() - first + nodes - 1) / nodes;
                if (left < count) {
                    return first + left * nodes;
                }
                left -= count;
            }
            return -1;
        }
    }

    /** A request on a node, at least from a time on, and how often it was tried. */
    private record Task(int request, int node, int tried, long from) {}

    @Override
    public Step next(Context context) {
        int some = context.someFreeThread();
        for (int i = 0; some >= 0 && i < context.threads(); i++) {
            int thread = context.firstThread() + (some - context.firstThread() + i) % context.threads();
            if (!context.isFree(thread)) {
                continue;
            }
            int node = thread % plan.nodes();
            for (int at = 0; at < again.size(); at++) {
                Task task = again.get(at);
                if (task.node() == node && task.from() <= context.time()) {
                    List<Task> others = new ArrayList<>(again);
                    others.remove(at);
                    return begin(context, thread, task, begun, others);
                }
            }
            int request = plan.request(node, begun[node]);
            if (request >= 0) {
                int[] after = begun.clone();
                after[node]++;
                return begin(context, thread, new Task(request, node, 0, 0), after, again);
            }
        }
        return finished() ? Step.exhausted() : new Step.Pending(this);
    }

    private Step begin(Context context, int thread, Task task, int[] after, List<Task> others) {
        Operation operation = context.invocation(thread, plan.requests().get(task.request()));
        Map<Integer, Task> now = new HashMap<>(open);
        now.put(operation.process(), task);
        return new Step.Emit(operation, new OnEveryNode(plan, after, now, others));
    }

    private boolean finished() {
        for (int node = 0; node < begun.length; node++) {
            if (plan.request(node, begun[node]) >= 0) {
                return false;
            }
        }
        return open.isEmpty() && again.isEmpty();
    }

    @Override
    public Generator update(Context context, Operation event) {
        Task task = open.get(event.process());
        if (task == null || event.type() == Operation.Type.INVOKE) {
            return this;
        }
        Map<Integer, Task> now = new HashMap<>(open);
        now.remove(event.process());
        List<Task> later = again;
        if (event.type() != Operation.Type.OK && task.tried() + 1 < plan.tries()) {
            later = new ArrayList<>(again);
            later.add(new Task(task.request(), task.node(), task.tried() + 1, context.time() + plan.pause()));
        }
        return new OnEveryNode(plan, begun, now, later);
    }
}
