package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.OperationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded transactional history in the corpus, with every set of options that it was recorded under. */
class ElleCorpusTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");

    /** File to what we answer instead of Elle, and why. */
    private static final Map<String, Expected> DIFFERENT = Map.of(
            "elle/list-append-unfindable-g-single.jsonl",
            new Expected(
                    "invalid",
                    List.of("G-single-item"),
                    List.of("consistent-view", "repeatable-read"),
                    "Elle gives up after a second and says only that some cycle breaks snapshot isolation; we find the cycle with one"
                            + " anti-dependency that the test is named after"),
            "elle/file-huge-scc.jsonl",
            new Expected(
                    "invalid",
                    List.of("G-single-item-realtime"),
                    List.of("strong-snapshot-isolation"),
                    "Elle gives up after a second with the cycle it has by then; we find one of the worse class that breaks the model it names"));

    record Expected(String verdict, List<String> anomalies, List<String> not, String reason) {}

    record Row(String file, String model, Map<?, ?> check) {}

    static Stream<Named<Row>> rows() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            // One that is skipped and says why: nobody hears of a source of rows that gives up.
            return Stream.of(Named.of("all", new Row("", "", Map.of())));
        }
        List<Named<Row>> rows = new ArrayList<>();
        Object index = OperationJson.readValue(Files.readString(CORPUS.resolve("index.json")));
        for (Object entry : (List<?>) Objects.requireNonNull(index)) {
            Map<?, ?> row = (Map<?, ?>) entry;
            String model = String.valueOf(row.get("model"));
            if (model.equals("list-append") || model.equals("rw-register")) {
                for (Object check : (List<?>) Objects.requireNonNull(row.get("checks"))) {
                    String file = String.valueOf(row.get("file"));
                    rows.add(Named.of(file + " " + check, new Row(file, model, (Map<?, ?>) check)));
                }
            }
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsElleDoes(Row row) throws IOException {
        assumeThat(CORPUS).as("the corpus lies beside the repository").isDirectory();
        History history = read(CORPUS.resolve(row.file()));
        if (row.check().containsKey("cases")) {
            cases(row, history);
            return;
        }
        Map<?, ?> elle = (Map<?, ?>) Objects.requireNonNull(row.check().get("elle"));
        String verdict = verdict(elle.get("valid"));
        Object expectedAnomalies = elle.get("anomaly_types");
        Object expectedNot = elle.get("not");
        Expected different = DIFFERENT.get(row.file());
        if (different != null) {
            verdict = different.verdict();
            expectedAnomalies = different.anomalies();
            expectedNot = different.not();
            assertThat(different.reason()).isNotBlank();
        }

        CheckResult result = checker(row.model(), (Map<?, ?>)
                        Objects.requireNonNull(row.check().get("options")))
                .check(history, Budget.ofDefaults());

        assertThat(result.verdict().word()).as(result.toString()).isEqualTo(verdict);
        assertThat(result.details().get("anomalies")).as(result.reason()).isEqualTo(expectedAnomalies);
        assertThat(new TreeSet<Object>(
                        (List<?>) Objects.requireNonNull(result.details().get("not"))))
                .isEqualTo(new TreeSet<Object>((List<?>) Objects.requireNonNull(expectedNot)));
    }

    /** Elle's tests of single rules: was there such a case, whatever the rest? */
    private static void cases(Row row, History history) {
        String rule = String.valueOf(row.check().get("cases"));
        IsolationOptions options = IsolationOptions.builder().build();

        CheckResult result = checker(row.model(), options).check(history, Budget.ofDefaults());

        List<?> anomalies = new ArrayList<>(
                (List<?>) Objects.requireNonNull(result.details().get("anomalies")));
        boolean found =
                switch (rule) {
                    case "g1a-cases" -> anomalies.contains("G1a");
                    case "g1b-cases" -> anomalies.contains("G1b");
                    default -> anomalies.contains("internal") || anomalies.contains("future-read");
                };
        assertThat(found).as(result.toString()).isEqualTo(row.check().get("found"));
    }

    private static String verdict(Object valid) {
        if (valid instanceof Boolean known) {
            return known ? "valid" : "invalid";
        }
        return "unknown";
    }

    private static Checker checker(String model, IsolationOptions options) {
        return model.equals("list-append") ? new ListAppend(options) : new RwRegister(options);
    }

    private static Checker checker(String model, Map<?, ?> elle) {
        IsolationOptions.Builder options = IsolationOptions.builder();
        if (elle.containsKey("consistency-models")) {
            options.consistencyModels(strings(elle.get("consistency-models")));
        }
        options.anomalies(strings(elle.get("anomalies")));
        options.linearizableKeys(Boolean.TRUE.equals(elle.get("linearizable-keys?")));
        options.sequentialKeys(Boolean.TRUE.equals(elle.get("sequential-keys?")));
        options.wfrKeys(Boolean.TRUE.equals(elle.get("wfr-keys?")));
        if (elle.get("transaction-order") instanceof Map<?, ?> order) {
            Map<Long, Long> numbers = new TreeMap<>();
            order.forEach((index, place) -> numbers.put(Long.valueOf(String.valueOf(index)), (Long) place));
            options.transactionOrder(numbers);
        }
        return checker(model, options.build());
    }

    private static String[] strings(Object list) {
        return list instanceof List<?> names
                ? names.stream().map(String::valueOf).toArray(String[]::new)
                : new String[0];
    }

    /** In one of Elle's tests process 0 invokes twice before it completes: give every invocation a process of its own there. */
    private static History read(Path file) throws IOException {
        if (!file.endsWith("rw-register-checker-test-initial-state.jsonl")) {
            return HistoryReader.read(file);
        }
        List<Operation> operations = new ArrayList<>();
        Map<Long, Integer> seen = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(OperationJson.readValue(line));
            Operation.Type type =
                    Operation.Type.valueOf(String.valueOf(fields.get("type")).toUpperCase(Locale.ROOT));
            int process = seen.merge(type == Operation.Type.INVOKE ? 0L : 1L, 1, Integer::sum);
            operations.add(new Operation(operations.size(), -1, process, type, "txn", null, fields.get("value"), null));
        }
        return History.of(operations);
    }
}
