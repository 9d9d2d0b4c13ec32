package io.schism.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryWriterTest {
    private static byte[] written(List<Operation> operations) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(out)) {
            for (Operation operation : operations) {
                writer.write(operation);
            }
        }
        return out.toByteArray();
    }

    @Test
    void writesOneOperationALine() throws IOException {
        List<Operation> operations = List.of(
                new Operation(0, 5, 2, Operation.Type.INVOKE, "cas", 7L, List.of(1L, 2L), null),
                new Operation(1, -1, Operation.NEMESIS, Operation.Type.INFO, "kill", null, null, null),
                new Operation(2, 9, 2, Operation.Type.INFO, "cas", 7L, List.of(1L, 2L), "timeout"));

        assertThat(new String(written(operations), StandardCharsets.UTF_8)).isEqualTo("""
                        {"index":0,"time":5,"process":2,"type":"invoke","f":"cas","key":7,"value":[1,2]}
                        {"index":1,"process":"nemesis","type":"info","f":"kill","value":null}
                        {"index":2,"time":9,"process":2,"type":"info","f":"cas","key":7,"value":[1,2],"error":"timeout"}
                        """);
    }

    @Test
    void showsEveryLineOnceFlushed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(out)) {
            writer.write(new Operation(0, 5, 0, Operation.Type.INVOKE, "read", null, null, null));
            writer.flush();

            assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsBackWhatWasWritten(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int process = random.nextInt(-1, 3) == -1 ? Operation.NEMESIS : i;
            Operation.Type type = process < 0 ? Operation.Type.INFO : Operation.Type.INVOKE;
            operations.add(new Operation(
                    i,
                    random.nextLong(-1, 1L << 50),
                    process,
                    type,
                    "f" + random.nextInt(3),
                    value(random, 1),
                    value(random, 3),
                    value(random, 2)));
        }

        List<Operation> read = HistoryReader.read(
                        new ByteArrayInputStream(written(operations)), "h.jsonl", HistoryOptions.ofDefaults())
                .history()
                .operations();

        assertThat(read).as("seed " + seed).isEqualTo(operations);
    }

    private static @Nullable Object value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> (long) random.nextInt(10);
            case 4 -> random.nextDouble() * 1e9;
            case 5 -> (double) random.nextInt(10);
            case 6 -> "text \"\\\n\t\u00e9\u4e2d\ud83d\ude00" + random.nextInt(100) + "x".repeat(random.nextInt(90));
            case 7 -> Arrays.asList(value(random, depth - 1), value(random, depth - 1));
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                map.put("a", value(random, depth - 1));
                map.put("", value(random, depth - 1));
                yield map;
            }
        };
    }

    @Test
    void refusesValuesThatWouldComeBackAsAnotherType() {
        for (Object value : new Object[] {1, 1.5f, Double.NaN, 'x', new int[0], Map.of(1L, 2L)}) {
            Operation operation = new Operation(0, 0, 0, Operation.Type.INVOKE, "write", null, value, null);

            assertThatThrownBy(() -> written(List.of(operation)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be written into a history; use ");
        }
    }
}
