package io.schism.harness.system;

import io.schism.nemesis.target.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks all nodes at once and counts what they say. */
public final class Census {
    private Census() {}

    /**
     * The answers of those nodes that gave one, in order of the nodes. A node that throws has said nothing. Returns when all have answered,
     * so the question must have a deadline of its own.
     */
    public static <T> Map<Node, T> ask(List<Node> nodes, Function<Node, Optional<T>> question) {
        ExecutorService askers = Executors.newFixedThreadPool(nodes.size());
        try {
            Map<Node, Future<Optional<T>>> pending = new LinkedHashMap<>();
            nodes.forEach(node -> pending.put(node, askers.submit(() -> question.apply(node))));
            Map<Node, T> answers = new LinkedHashMap<>();
            for (Map.Entry<Node, Future<Optional<T>>> each : pending.entrySet()) {
                answered(each.getValue()).ifPresent(answer -> answers.put(each.getKey(), answer));
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } finally {
            askers.shutdownNow();
        }
    }

    /** Who is named most often; of equals the first by name. */
    public static Optional<Node> most(Collection<Node> named) {
        Map<Node, Long> counts =
                named.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Node, Long>comparingByValue()
                        .thenComparing(Map.Entry.<Node, Long>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }

    private static <T> Optional<T> answered(Future<Optional<T>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException silent) {
            // dead, paused or cut off: it says nothing
            return Optional.empty();
        }
    }
}
