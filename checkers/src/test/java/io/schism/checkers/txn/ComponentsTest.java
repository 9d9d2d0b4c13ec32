package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Components against reachability tried out. */
class ComponentsTest {
    private record Matrix(boolean[][] edges) implements Digraph {
        @Override
        public int vertices() {
            return edges.length;
        }

        @Override
        public int degree(int vertex) {
            return edges.length;
        }

        @Override
        public int successor(int vertex, int edge) {
            return edges[vertex][edge] ? edge : HIDDEN;
        }
    }

    @Test
    void agreesWithReachability() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int vertices = 1 + random.nextInt(9);
            boolean[][] edges = new boolean[vertices][vertices];
            for (int i = 0; i < random.nextInt(3 * vertices); i++) {
                edges[random.nextInt(vertices)][random.nextInt(vertices)] = true;
            }
            boolean[][] reach = reachability(edges);

            Components components = Components.of(new Matrix(edges), new Allowance(Budget.ofDefaults()));

            int[] sizes = components.sizes();
            for (int a = 0; a < vertices; a++) {
                int together = 0;
                for (int b = 0; b < vertices; b++) {
                    boolean same = a == b || (reach[a][b] && reach[b][a]);
                    together += same ? 1 : 0;
                    assertThat(components.of(a) == components.of(b))
                            .as("seed %d", seed)
                            .isEqualTo(same);
                    if (edges[a][b]) {
                        assertThat(components.of(a)).as("seed %d", seed).isLessThanOrEqualTo(components.of(b));
                    }
                }
                assertThat(sizes[components.of(a)]).as("seed %d", seed).isEqualTo(together);
            }
        }
    }

    private static boolean[][] reachability(boolean[][] edges) {
        int n = edges.length;
        boolean[][] reach = new boolean[n][];
        for (int i = 0; i < n; i++) {
            reach[i] = edges[i].clone();
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        return reach;
    }

    @Test
    void goesAsDeepAsTheGraphIsLong() {
        int vertices = 1_000_000;
        Digraph ring = new Digraph() {
            @Override
            public int vertices() {
                return vertices;
            }

            @Override
            public int degree(int vertex) {
                return 1;
            }

            @Override
            public int successor(int vertex, int edge) {
                return (vertex + 1) % vertices;
            }
        };

        Components components = Components.of(ring, new Allowance(Budget.ofDefaults()));

        assertThat(components.sizes()).containsExactly(vertices);
    }
}
