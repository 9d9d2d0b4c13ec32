package io.schism.workloads.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.schism.checkers.Budget;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.MemoryStores;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.catalog.Workloads;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegisterWorkloadTest {
    private final RegisterWorkload workload = new RegisterWorkload();

    @Test
    void isValidWhenTheStoreIsLinearizable() {
        assertThat(verdict(new MemoryStores(5))).isEqualTo(Verdict.VALID);
    }

    @Test
    void isInvalidWhenOneNodeReadsStaleValues() {
        assertThat(verdict(new StaleNode(5, 3))).isEqualTo(Verdict.INVALID);
    }

    @Test
    void readsKeyWithoutValueAsNull() {
        Client client = workload.open(new MemoryStores(1), 0);
        assertThat(client.invoke(operation("read", null))).isEqualTo(Outcome.ok(null));
    }

    @Test
    void readsWhatWasWrittenAndComparedAndSet() {
        Client client = workload.open(new MemoryStores(1), 0);
        client.invoke(operation("write", 3L));
        assertThat(client.invoke(operation("cas", List.of(3L, 4L))).type()).isEqualTo(Operation.Type.OK);
        assertThat(client.invoke(operation("cas", List.of(3L, 5L))).type()).isEqualTo(Operation.Type.FAIL);
        assertThat(client.invoke(operation("read", null))).isEqualTo(Outcome.ok(4L));
    }

    @Test
    void keepsWhatIsNoNumberForTheCheckerToSee() {
        MemoryStores stores = new MemoryStores(1);
        stores.put("r0", "garbage");
        assertThat(workload.open(stores, 0).invoke(operation("read", null))).isEqualTo(Outcome.ok("garbage"));
    }

    @Test
    void refusesSystemWithoutKeyValues() {
        Stores without = new Stores() {
            @Override
            public int nodes() {
                return 1;
            }

            @Override
            public Session open(int node) {
                return new Session() {
                    @Override
                    public <T> Optional<T> ability(Class<T> type) {
                        return Optional.empty();
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workload.open(without, 0))
                .withMessageContaining("register");
    }

    @Test
    void everyNodeReadsAndWritesEachKey() {
        // Given
        WorkloadOptions options =
                WorkloadOptions.builder().concurrency(10).nodes(5).rate(200).build();
        // When
        List<Operation> invocations = Simulation.perfect(10).invocations(workload.pacedGenerator(options));
        // Then
        Map<Object, Set<String>> byKey = new HashMap<>();
        invocations.forEach(operation -> byKey.computeIfAbsent(operation.key(), key -> new HashSet<>())
                .add((operation.f().equals("read") ? "read n" : "write n") + operation.process() % 5));
        assertThat(byKey.get(0L)).hasSize(10);
        assertThat(invocations.size()).isBetween(5_500, 6_500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 40})
    void worksWithWhateverConcurrencyFits(int concurrency) {
        WorkloadOptions options =
                WorkloadOptions.builder().concurrency(concurrency).build();
        List<Operation> invocations = Simulation.imperfect(concurrency).invocations(workload.generator(options), 2_000);
        assertThat(invocations).extracting(Operation::f).contains("read", "write", "cas");
    }

    @Test
    void refusesConcurrencyThatLeavesThreadsWithoutKey() {
        WorkloadOptions options =
                WorkloadOptions.builder().concurrency(12).nodes(5).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workload.generator(options))
                .withMessageContaining("multiple of 10");
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workloads.named("registre"))
                .withMessageContaining("registre")
                .withMessageContaining("register");
    }

    @Test
    void everyWorkloadHasItsOwnNameAndChecker() {
        assertThat(Workloads.all().stream().map(each -> each.name()).collect(Collectors.toSet()))
                .hasSameSizeAs(Workloads.all());
        assertThat(Workloads.all())
                .allSatisfy(each -> assertThat(
                                each.checkers(WorkloadOptions.builder().build()))
                        .isNotEmpty());
    }

    /** Drives the workload on one thread, so that the store alone decides the verdict. */
    private Verdict verdict(Stores stores) {
        WorkloadOptions options = WorkloadOptions.builder()
                .nodes(5)
                .concurrency(10)
                .seed(4)
                .operationsPerKey(200)
                .build();
        Generator generator = workload.generator(options);
        List<Client> clients = new ArrayList<>();
        for (int thread = 0; thread < 10; thread++) {
            clients.add(workload.open(stores, thread % 5));
        }
        List<Operation> history = new ArrayList<>();
        for (Operation invocation : Simulation.perfect(10).invocations(generator, 2_000)) {
            Outcome outcome = clients.get(invocation.process()).invoke(invocation);
            Object value = outcome.type() == Operation.Type.OK ? outcome.value() : invocation.value();
            long index = history.size();
            history.add(new Operation(
                    index,
                    index,
                    invocation.process(),
                    Operation.Type.INVOKE,
                    invocation.f(),
                    invocation.key(),
                    invocation.value(),
                    null));
            history.add(new Operation(
                    index + 1,
                    index + 1,
                    invocation.process(),
                    outcome.type(),
                    invocation.f(),
                    invocation.key(),
                    value,
                    outcome.error()));
        }
        return workload.checkers(options)
                .get(0)
                .check(History.of(history), Budget.ofDefaults())
                .verdict();
    }

    private static Operation operation(String f, Object value) {
        return new Operation(0, 0, 0, Operation.Type.INVOKE, f, 0L, value, null);
    }

    /** One node answers with what was there before the last write. */
    private static final class StaleNode implements Stores, KeyValue {
        private final MemoryStores current;
        private final MemoryStores previous;
        private final int stale;

        StaleNode(int nodes, int stale) {
            this.current = new MemoryStores(nodes);
            this.previous = new MemoryStores(nodes);
            this.stale = stale;
        }

        @Override
        public int nodes() {
            return current.nodes();
        }

        @Override
        public Session open(int node) {
            return MemoryStores.session(node == stale ? new Reader(this, previous) : this);
        }

        @Override
        public Optional<Versioned> get(String key) {
            return current.get(key);
        }

        @Override
        public Versioned put(String key, String value) {
            current.get(key).ifPresent(before -> previous.put(key, before.value()));
            return current.put(key, value);
        }

        @Override
        public boolean compareAndSet(String key, String expected, String replacement) {
            return current.compareAndSet(key, expected, replacement);
        }

        private record Reader(KeyValue writes, KeyValue reads) implements KeyValue {
            @Override
            public Optional<Versioned> get(String key) {
                return reads.get(key);
            }

            @Override
            public Versioned put(String key, String value) {
                return writes.put(key, value);
            }

            @Override
            public boolean compareAndSet(String key, String expected, String replacement) {
                return writes.compareAndSet(key, expected, replacement);
            }
        }
    }
}
