package io.schism.nemesis.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PerNodeTest {
    private static final List<Node> THREE = List.of(new Node("n1"), new Node("n2"), new Node("n3"));

    private final Set<Node> done = ConcurrentHashMap.newKeySet();

    @Test
    void doesItToAllAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(3);

        PerNode<Undo> all = PerNode.of(THREE, node -> {
            meet(together);
            return does(node);
        });

        assertThat(done).containsExactlyInAnyOrderElementsOf(THREE);
        all.close();
        assertThat(done).isEmpty();
    }

    @Test
    void undoesAllWhenItFailsOnOne() {
        assertThatThrownBy(() -> PerNode.of(THREE, node -> {
                    if (node.name().equals("n2")) {
                        throw new IllegalStateException("no");
                    }
                    return does(node);
                }))
                .isInstanceOf(FaultException.class)
                .hasMessage("n2: java.lang.IllegalStateException: no");

        assertThat(done).isEmpty();
    }

    @Test
    void undoesTheOthersWhenOneDoesNotFollowAndCanBeTriedAgain() {
        PerNode<Undo> all = PerNode.of(THREE, this::does);
        done.remove(THREE.get(0));

        assertThatThrownBy(all::close).hasMessage("n1 does not follow");
        assertThat(done).isEmpty();
        done.addAll(THREE);
        all.close();
        assertThat(done).isEmpty();
    }

    @Test
    void tellsEveryFailure() {
        PerNode<Undo> all = PerNode.of(THREE, this::does);
        done.clear();

        assertThatThrownBy(all::close)
                .hasMessage("n1 does not follow")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
    }

    private Undo does(Node node) {
        done.add(node);
        return () -> {
            if (!done.remove(node)) {
                throw new FaultException(node + " does not follow");
            }
        };
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new FaultException("not together", e);
        }
    }

    private interface Undo extends AutoCloseable {
        @Override
        void close();
    }
}
