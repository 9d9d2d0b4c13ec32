package io.schism.workloads.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.schism.checkers.history.Operation;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GeneratorsTest {
    private static final Generator A = repeat("a");
    private static final Generator B = repeat("b");
    private static final Generator C = repeat("c");

    /** What one thread does, all being ok at once. */
    static List<Case> cases() {
        return List.of(
                new Case("nothing", Generators.nothing(), ""),
                new Case("once", Generators.once(Request.of("a", null)), "a"),
                new Case("limit", Generators.limit(3, A), "aaa"),
                new Case("limit 0", Generators.limit(0, A), ""),
                new Case("each", Generators.each(List.of(Request.of("a", null), Request.of("b", null))), "ab"),
                new Case("sequence", Generators.sequence(Generators.limit(2, A), Generators.limit(1, B)), "aab"),
                new Case(
                        "sequence skips empty ones",
                        Generators.sequence(Generators.nothing(), Generators.limit(1, B)),
                        "b"),
                new Case("phases", Generators.phases(Generators.limit(2, A), Generators.limit(1, B)), "aab"),
                new Case(
                        "cycle",
                        Generators.cycle(2, Generators.sequence(Generators.limit(1, A), Generators.limit(1, B))),
                        "abab"),
                new Case("cycle of nothing", Generators.cycle(5, Generators.nothing()), ""),
                new Case("alternate", Generators.alternate(Generators.limit(2, A), B), "abab"),
                new Case("mix of one", Generators.mix(Generators.limit(2, A)), "aa"),
                new Case("mix of none", Generators.mix(), ""),
                new Case("any", Generators.any(Generators.limit(2, A)), "aa"),
                new Case("untilOk", Generators.untilOk(A), "a"),
                new Case(
                        "filter",
                        Generators.filter(counting(6), operation -> (Long) operation.value() % 2 == 0),
                        "nnn"),
                new Case("map", Generators.map(Generators.limit(2, A), GeneratorsTest::shout), "AA"),
                new Case(
                        "sleep",
                        Generators.sequence(Generators.sleep(Duration.ofSeconds(1)), Generators.limit(1, A)),
                        "a"),
                new Case("eachThread of one", Generators.eachThread(Generators.limit(2, A)), "aa"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void doesWhatItsNameSays(Case each) {
        List<Operation> invocations = Simulation.quick(1).invocations(each.generator, 1_000);
        assertThat(letters(invocations)).isEqualTo(each.expected);
    }

    @Test
    void sameSeedGivesSameHistory() {
        // Given
        Generator generator = Generators.limit(
                500,
                Generators.stagger(
                        Duration.ofNanos(20),
                        Generators.mix(
                                A, B, Generators.repeat(random -> Request.of("c", (long) random.nextInt(100))))));
        // When
        List<Operation> first = Simulation.imperfect(7).run(generator, Integer.MAX_VALUE);
        List<Operation> second = Simulation.imperfect(7).run(generator, Integer.MAX_VALUE);
        List<Operation> other = Simulation.imperfect(7).withSeed(2).run(generator, Integer.MAX_VALUE);
        // Then
        assertThat(first).isEqualTo(second).isNotEqualTo(other);
    }

    @Test
    void askingAgainChangesNothing() {
        // Given
        Generator generator = Generators.rate(100, Generators.mix(A, B));
        Context context = Context.of(5, 3);
        // When
        Step first = generator.next(context);
        Step second = generator.next(context);
        // Then
        assertThat(((Step.Emit) first).operation()).isEqualTo(((Step.Emit) second).operation());
    }

    @Test
    void mixGivesEachItsShare() {
        Map<String, Long> counts = counts(Simulation.perfect(3).invocations(Generators.mix(A, A, B), 9_000));
        assertThat(counts.get("a")).isBetween(5_700L, 6_300L);
    }

    @Test
    void mixGoesOnWithTheOthersWhileOneWaits() {
        // Given one that needs every thread to be free, on threads of which one never is
        Context context = Context.of(2, 1).invoked(0);
        Generator mixed = Generators.mix(Generators.synchronize(A), B);
        // When
        Set<String> done = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            context = context.reseeded();
            done.add(((Step.Emit) mixed.next(context)).operation().f());
        }
        // Then
        assertThat(done).containsExactly("b");
    }

    @Test
    void anyTakesWhatIsDueFirst() {
        // Given
        Generator slow = Generators.delay(Duration.ofMillis(10), A);
        Generator fast = Generators.delay(Duration.ofMillis(1), B);
        // When
        Map<String, Long> counts = counts(Simulation.perfect(5).invocations(Generators.any(slow, fast), 1_100));
        // Then
        assertThat(counts.get("a")).isBetween(95L, 105L);
    }

    @Test
    void delayIsExact() {
        List<Operation> invocations = Simulation.perfect(3).invocations(Generators.delay(Duration.ofNanos(30), A), 4);
        assertThat(invocations).extracting(Operation::time).containsExactly(0L, 30L, 60L, 90L);
    }

    @Test
    void staggerKeepsTheRateOfAllThreadsTogether() {
        List<Operation> invocations = Simulation.perfect(10).invocations(Generators.rate(1_000, A), 5_000);
        assertThat(invocations.get(4_999).time() / 1e9).isBetween(4.8, 5.2);
    }

    @Test
    void staggerDoesNotMakeUpForAFault() {
        // Given a plan that no thread could follow for a second
        Generator rest = ((Step.Emit) Generators.rate(1_000, A).next(Context.of(1, 1))).rest();
        Context late = Context.of(1, 1).at(1_000_000_000);
        // When
        int burst = 0;
        Step step = rest.next(late);
        while (((Step.Emit) step).operation().time() <= late.time()) {
            burst++;
            step = ((Step.Emit) step).rest().next(late.reseeded());
        }
        // Then
        assertThat(burst).isBetween(1, 40);
    }

    @Test
    void timeLimitEndsAfterItsTime() {
        List<Operation> invocations = Simulation.perfect(1)
                .invocations(Generators.timeLimit(Duration.ofMillis(100), Generators.delay(Duration.ofMillis(10), A)));
        assertThat(invocations).hasSize(10).allMatch(operation -> operation.time() < 100_000_000);
    }

    @Test
    void phasesWaitForEveryOperation() {
        // Given
        Generator generator = Generators.phases(Generators.limit(4, A), Generators.limit(4, B));
        // When
        List<Operation> history = Simulation.perfect(3).run(generator, Integer.MAX_VALUE);
        // Then
        int firstB = history.indexOf(history.stream()
                .filter(operation -> operation.f().equals("b"))
                .findFirst()
                .orElseThrow());
        assertThat(history.subList(0, firstB))
                .hasSize(8)
                .allMatch(operation -> operation.f().equals("a"));
    }

    @Test
    void eachThreadGoesThroughItsOwnCopy() {
        Map<Integer, Long> counts =
                Simulation.perfect(4).invocations(Generators.eachThread(Generators.limit(3, A))).stream()
                        .collect(Collectors.groupingBy(Operation::process, Collectors.counting()));
        assertThat(counts).isEqualTo(Map.of(0, 3L, 1, 3L, 2, 3L, 3, 3L));
    }

    @Test
    void eachProcessBeginsAgainAfterACrash() {
        List<Operation> invocations =
                Simulation.crashing(2).invocations(Generators.eachProcess(Generators.limit(2, A)), 10);
        assertThat(invocations).hasSize(10);
        assertThat(invocations).extracting(Operation::process).doesNotHaveDuplicates();
    }

    @Test
    void eachProcessEndsWhenEveryProcessHasDoneItsPart() {
        assertThat(Simulation.perfect(3).invocations(Generators.eachProcess(Generators.limit(2, A))))
                .hasSize(6);
    }

    @Test
    void reserveKeepsThreadsApart() {
        List<Operation> invocations = Simulation.perfect(6).invocations(Generators.reserve(2, A, B), 600);
        assertThat(invocations).allMatch(operation -> operation.f().equals(operation.process() < 2 ? "a" : "b"));
        assertThat(counts(invocations).get("a")).isBetween(150L, 250L);
    }

    @Test
    void reserveGoesOnWithOneSideWhenTheOtherHasEnded() {
        List<Operation> invocations = Simulation.perfect(4)
                .invocations(Generators.reserve(1, Generators.limit(3, A), Generators.limit(9, B)));
        assertThat(counts(invocations)).isEqualTo(Map.of("a", 3L, "b", 9L));
    }

    @Test
    void processLimitCountsProcessesThatEnded() {
        List<Operation> invocations = Simulation.crashing(2).invocations(Generators.processLimit(5, A));
        assertThat(invocations).hasSize(5);
    }

    @Test
    void untilOkGoesOnThroughFailures() {
        List<Operation> history = Simulation.imperfect(1).run(Generators.untilOk(A), Integer.MAX_VALUE);
        assertThat(history)
                .extracting(Operation::type)
                .containsExactly(
                        Operation.Type.INVOKE, Operation.Type.FAIL,
                        Operation.Type.INVOKE, Operation.Type.INFO,
                        Operation.Type.INVOKE, Operation.Type.OK);
    }

    @Test
    void untilOkIgnoresTheSuccessOfOthers() {
        // Given
        Generator generator =
                Generators.reserve(1, Generators.untilOk(Generators.limit(2, A)), Generators.limit(20, B));
        // When only the second thread succeeds often
        List<Operation> history = Simulation.crashing(2).run(generator, Integer.MAX_VALUE);
        // Then
        assertThat(counts(history.stream()
                                .filter(o -> o.type() == Operation.Type.INVOKE)
                                .toList())
                        .get("a"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void perKeyTakesKeysInOrderAndKeepsGroupsTogether(long seed) {
        // Given
        Generator generator = Generators.perKey(3, 7, number -> number, key -> Generators.limit(5, A));
        // When
        List<Operation> invocations = Simulation.imperfect(6).withSeed(seed).invocations(generator);
        // Then
        assertThat(invocations.stream().map(Operation::key).distinct()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        Map<Object, Set<Integer>> groups = new HashMap<>();
        invocations.forEach(operation ->
                groups.computeIfAbsent(operation.key(), key -> new HashSet<>()).add(operation.process() % 6 / 3));
        assertThat(groups.values()).allMatch(group -> group.size() == 1);
        assertThat(invocations).hasSize(35);
    }

    @Test
    void perKeyNeedsAMultipleOfItsGroup() {
        Generator generator = Generators.perKey(3, 7, number -> number, key -> A);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.next(Context.of(7, 1)))
                .withMessageContaining("multiple of 3");
    }

    @Test
    void perKeyRefusesKeysWithoutOperations() {
        Generator generator = Generators.perKey(1, Long.MAX_VALUE, number -> number, key -> Generators.nothing());
        assertThatIllegalStateException().isThrownBy(() -> generator.next(Context.of(1, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 1_000})
    void someFreeThreadReachesEveryFreeThreadAndNoOther(int threads) {
        // Given every third thread busy
        Context context = Context.of(threads, 9);
        for (int thread = 0; thread < threads; thread += 3) {
            context = context.invoked(thread);
        }
        int from = threads / 4;
        Context part = from < threads ? context.restrict(from, threads) : context;
        Set<Integer> expected = IntStream.range(from, threads)
                .filter(thread -> thread % 3 != 0)
                .boxed()
                .collect(Collectors.toSet());
        // When
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 40_000; i++) {
            part = part.reseeded();
            if (part.someFreeThread() >= 0) {
                seen.add(part.someFreeThread());
            }
        }
        // Then
        assertThat(part.freeThreads()).isEqualTo(expected.size());
        assertThat(seen).isEqualTo(expected);
    }

    /** Whatever is combined with whatever, only free processes are taken; the simulation itself asserts that. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void randomCombinationsTakeFreeProcessesOnly(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Generator generator = Generators.limit(200, random(random, 4));
            Simulation simulation = random.nextBoolean() ? Simulation.imperfect(12) : Simulation.perfect(12);
            simulation.withSeed(random.nextLong()).run(generator, 300);
        }
    }

    private static Generator random(Random random, int depth) {
        if (depth == 0) {
            return A;
        }
        Generator one = random(random, depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> Generators.mix(one, random(random, depth - 1));
            case 1 -> Generators.any(one, random(random, depth - 1));
            case 2 -> Generators.limit(1 + random.nextInt(50), one);
            case 3 -> Generators.stagger(Duration.ofNanos(1 + random.nextInt(100)), one);
            case 4 -> Generators.phases(Generators.limit(20, one), random(random, depth - 1));
            case 5 -> Generators.sequence(Generators.limit(20, one), random(random, depth - 1));
            case 6 -> Generators.untilOk(one);
            case 7 -> Generators.cycle(3, Generators.limit(5, one));
            case 8 -> Generators.alternate(one, random(random, depth - 1));
            case 9 -> Generators.timeLimit(Duration.ofNanos(1_000), one);
            case 10 -> Generators.processLimit(20, one);
            default -> Generators.map(one, GeneratorsTest::shout);
        };
    }

    private static Generator repeat(String f) {
        Request request = Request.of(f, null);
        return Generators.repeat(random -> request);
    }

    private static Generator counting(long end) {
        return Generators.unfold(
                0L, (next, random) -> next == end ? null : new Unfolded<>(Request.of("n", next), next + 1));
    }

    private static Operation shout(Operation operation) {
        return new Operation(
                operation.index(),
                operation.time(),
                operation.process(),
                operation.type(),
                operation.f().toUpperCase(Locale.ROOT),
                operation.key(),
                operation.value(),
                operation.error());
    }

    private static String letters(List<Operation> operations) {
        return operations.stream().map(Operation::f).collect(Collectors.joining());
    }

    private static Map<String, Long> counts(List<Operation> operations) {
        return operations.stream()
                .collect(Collectors.groupingBy(Operation::f, LinkedHashMap::new, Collectors.counting()));
    }

    private record Case(String name, Generator generator, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void everyRequestIsMadeOnceOnEveryNode() {
        List<Operation> invocations = Simulation.perfect(6).invocations(onEveryNode(10, 1_000));
        assertThat(invocations).hasSize(30);
        assertThat(invocations.stream().map(operation -> operation.value() + " on " + operation.process() % 3))
                .doesNotHaveDuplicates();
        assertThat(invocations.subList(0, 9))
                .as("each has its turn before one has it again; a node that is through with its own may be one ahead")
                .extracting(Operation::value)
                .doesNotHaveDuplicates();
    }

    @Test
    void requestsOfWhichThereAreTooManyAreMadeOnFewerNodes() {
        List<Operation> invocations = Simulation.perfect(6).invocations(onEveryNode(10, 29));
        assertThat(invocations).hasSize(20);
        assertThat(invocations.stream().map(operation -> operation.value() + " on " + operation.process() % 3))
                .doesNotHaveDuplicates();
        assertThat(Simulation.perfect(6).invocations(onEveryNode(10, 1))).hasSize(10);
    }

    @Test
    void requestThatFailsOnANodeIsTriedThereAgainUntilItIsOkOrGivenUp() {
        assertThat(Simulation.crashing(6).invocations(onEveryNode(10, 1_000))).hasSize(30 * 4);
        List<Operation> history = Simulation.imperfect(6).run(onEveryNode(10, 1_000), Integer.MAX_VALUE);
        Map<String, List<Operation.Type>> ends = history.stream()
                .filter(operation -> operation.type() != Operation.Type.INVOKE)
                .collect(Collectors.groupingBy(
                        operation -> operation.value() + " on " + operation.process() % 3,
                        Collectors.mapping(Operation::type, Collectors.toList())));
        assertThat(ends).hasSize(30);
        assertThat(ends.values()).allSatisfy(types -> {
            assertThat(types.subList(0, types.size() - 1)).doesNotContain(Operation.Type.OK);
            assertThat(types.get(types.size() - 1) == Operation.Type.OK || types.size() == 4)
                    .isTrue();
        });
    }

    @Test
    void nodesWithoutThreadsAreLeftOut() {
        assertThat(Simulation.perfect(2).invocations(onEveryNode(10, 1_000))).hasSize(20);
    }

    /** Requests 0, 1, … on three nodes, four tries each. */
    private static Generator onEveryNode(int requests, int most) {
        return Generators.onEveryNode(
                LongStream.range(0, requests)
                        .mapToObj(number -> Request.of("read", number))
                        .toList(),
                3,
                most,
                4,
                Duration.ofMillis(5));
    }
}
