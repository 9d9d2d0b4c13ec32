package io.schism.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {
    private static final String LINES = """
            {"index":0,"time":10,"process":0,"type":"invoke","f":"txn","value":[["append",9,1],["r",9,null]]}
            {"index":1,"time":11,"process":"nemesis","type":"info","f":"kill","value":{"id":3,"targets":["n1"]}}
            {"index":2,"time":12,"process":0,"type":"info","f":"txn","value":[["append",9,1],["r",9,null]],"error":"timeout"}
            """;
    private static final String ARRAY = "[" + LINES.strip().replace("\n", ",\n") + "]";
    private static final String MAPS = """
            ; a comment
            {:index 0, :time 10, :process 0, :type :invoke, :f :txn, :value [[:append 9 1] [:r 9 nil]]}
            {:index 1, :time 11, :process :nemesis, :type :info, :f :kill, :value {:id 3, :targets #{"n1"}}}
            {:index 2, :time 12, :process 0, :type :info, :f :txn, :value [[:append 9 1] [:r 9 nil]], :error :timeout}
            """;

    @TempDir
    Path directory;

    private static final Operation INVOCATION = new Operation(
            0,
            10,
            0,
            Operation.Type.INVOKE,
            "txn",
            null,
            List.of(List.of("append", 9L, 1L), Arrays.asList("r", 9L, null)),
            null);

    private static List<Operation> read(String name, String text) throws IOException {
        return read(name, text.getBytes(StandardCharsets.UTF_8), HistoryOptions.ofDefaults())
                .history()
                .operations();
    }

    private static RecordedHistory read(String name, byte[] bytes, HistoryOptions options) throws IOException {
        return HistoryReader.read(new ByteArrayInputStream(bytes), name, options);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void readsTheSameOperationsFromEveryFormat() throws IOException {
        List<Operation> operations = read("h.jsonl", LINES);

        assertThat(operations).hasSize(3);
        assertThat(operations.get(0)).isEqualTo(INVOCATION);
        assertThat(operations.get(1).ofClient()).isFalse();
        assertThat(operations.get(2).error()).isEqualTo("timeout");
        assertThat(read("h.json", ARRAY)).isEqualTo(operations);
        assertThat(read("h.edn", MAPS)).isEqualTo(operations);
        assertThat(read("h.edn", "[" + MAPS + "]")).isEqualTo(operations);
        assertThat(read("h.edn", "(" + MAPS + ") ; the end")).isEqualTo(operations);
        assertThat(read("h.edn", MAPS.replace("{:index", "#jepsen.history.Op{:index")))
                .isEqualTo(operations);
        assertThat(read("no name", MAPS)).isEqualTo(operations);
        assertThat(read("no name", "[" + MAPS + "]")).isEqualTo(operations);
        assertThat(read("h.jsonl.gz", zipped(LINES), HistoryOptions.ofDefaults())
                        .history()
                        .operations())
                .isEqualTo(operations);
        assertThat(read("h.edn.gz", zipped(MAPS), HistoryOptions.ofDefaults())
                        .history()
                        .operations())
                .isEqualTo(operations);
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("h.jsonl"), LINES);

        assertThat(HistoryReader.read(file).operations()).isEqualTo(read("h.jsonl", LINES));
    }

    @Test
    void fillsInIndexAndTimeWhereTheLineHasNone() throws IOException {
        List<Operation> operations = read("h.edn", "{:process 4 :type :invoke :f :read :value nil}");

        assertThat(operations)
                .containsExactly(new Operation(0, -1, 4, Operation.Type.INVOKE, "read", null, null, null));
    }

    @Test
    void takesATransactionForOneWithoutItsName() throws IOException {
        assertThat(read("h.edn", "{:index 0 :process 1 :type :invoke :value [[:append 253 1] [:r 5 nil]]}"))
                .extracting(Operation::f)
                .containsExactly("txn");
    }

    @Test
    void leavesFieldsAsideThatAreNoneOfAnOperations() throws IOException {
        assertThat(read(
                        "h.jsonl",
                        "{\"process\":0,\"type\":\"invoke\",\"f\":\"read\",\"debug\":{\"a\":[1]},\"value\":1}"))
                .extracting(Operation::value)
                .containsExactly(1L);
    }

    @Test
    void convertsEveryKindOfEdnValue() throws IOException {
        List<Operation> operations = read(
                "h.edn",
                "{:process 0, :type :invoke, :f :read, :value [1N 2.5 1.5M \\x \"s\" :a/b sym #{7} (8) {0 10, :k true}"
                        + " #inst \"2024-01-01T00:00:00Z\" #x.Y{:z nil}]}");

        assertThat((List<?>) operations.get(0).value())
                .hasToString("[1, 2.5, 1.5, x, s, a/b, sym, [7], [8], {0=10, k=true}, 2024-01-01T00:00:00Z, {z=null}]");
    }

    @Test
    void splitsIndependentTuplesOnlyWhenToldTo() throws IOException {
        String text = "{:process 0, :type :invoke, :f :cas, :value [3 [1 2]]}";

        assertThat(read("h.edn", text).get(0).key()).isNull();
        Operation split = read(
                        "h.edn",
                        text.getBytes(StandardCharsets.UTF_8),
                        HistoryOptions.ofDefaults().withIndependentTuples(true))
                .history()
                .get(0);
        assertThat(split.key()).isEqualTo(3L);
        assertThat(split.value()).isEqualTo(List.of(1L, 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "[]", " [ ] "})
    void readsAHistoryOfNothing(String text) throws IOException {
        assertThat(read("h.jsonl", text)).isEmpty();
        assertThat(read("h.edn", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"process":0,"type":"invoke","f":"read"}~{"process":0,"type":"ok","f":"read","value":[1,}  | h:2:48: not JSON
            {"process":0,"type":"invoke","f":"read"}~{"process":0,"type":"ko","f":"read"}~             | h:2:1: type (ko) must be one of invoke, ok, fail, info
            {"process":0,"type":"invoke"}                                                              | h:1:1: the operation has no f
            {"type":"invoke","f":"read"}                                                               | h:1:1: the operation has no process
            {"process":0,"f":"read"}                                                                   | h:1:1: the operation has no type
            {"process":"n1","type":"invoke","f":"read"}                                                | h:1:1: process (n1) must be an integer from 0
            {"process":-1,"type":"invoke","f":"read"}                                                  | h:1:1: process (-1) must be
            {"process":1.0,"type":"invoke","f":"read"}                                                 | h:1:1: process (1.0) must be
            {"process":0,"process":1,"type":"invoke","f":"read"}                                       | h:1:1: the operation has process twice
            {"process":0,"type":"invoke","f":"read","value":{"a":1,"a":2}}                             | h:1:1: the map has the key a twice
            {"process":0,"type":"invoke","f":"read","value":9223372036854775808}                       | h:1:1: the integer 9223372036854775808 does not fit
            {"process":0,"type":"invoke","f":"read","index":"7"}                                       | h:1:1: index (7) must be an integer
            {"process":0,"type":"invoke","f":"read","time":-2}                                         | h:1:1: time (-2) must be an integer
            [{"process":0,"type":"invoke","f":"read"}] {}                                             | h:1:42: something follows
            [{"process":0,"type":"invoke","f":"read"}                                                  | not JSON: Unexpected end-of-input
            {"process":0,"type":"invoke","f":"read"}~7                                                 | h:2:1: an operation is expected
            {"process":0,"type":"ok","f":"read"}                                                       | h: operation 0: process 0 completes read which it did not invoke
            {:process 0, :type :invoke, :f :read}~{:process 0, :type :ok, :f :read, :value [1}         | h:2:45: not EDN
            {:process 0, :type :invoke, :f :read}~{:process 0, :type :maybe, :f :read}                 | h:2:1: type (maybe) must be one of
            {:process 0, :type :invoke, :f :read, :value}                                              | h:1:1: the map has the key value without a value
            {:process 0, :type :invoke, :f :read, :value {1 2 1 3}}                                    | h:1:1: the map has the key 1 twice
            {:process 0, :type :invoke, :f :read, :value 9223372036854775808}                          | h:1:1: the integer 9223372036854775808 does not fit
            [{:process 0, :type :invoke, :f :read}                                                     | h:1:39: the operations end without ]
            [{:process 0, :type :invoke, :f :read}] 7                                                  | h:1:39: something follows
            {:process 0, :type :invoke, :f :read} :x                                                   | h:1:39: an operation is expected
            """)
    void namesLineAndColumnOfWhatCannotBeRead(String text, String message) {
        assertThatThrownBy(() -> read("h", text.replace('~', '\n')))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("h:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] latin = "{:process 0, :type :invoke, :f :read, :value \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read("h.edn", latin, HistoryOptions.ofDefaults()))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void refusesAGzipThatIsCutOff() throws IOException {
        byte[] whole = zipped(LINES.repeat(50));

        assertThatThrownBy(
                        () -> read("h.jsonl.gz", Arrays.copyOf(whole, whole.length - 12), HistoryOptions.ofDefaults()))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("damaged or cut off");
    }

    @Test
    void dropsATornEndAtEveryByteOnlyWhenToldTo() throws IOException {
        byte[] whole = LINES.getBytes(StandardCharsets.UTF_8);
        int lastLine = LINES.stripTrailing().lastIndexOf('\n') + 1;
        HistoryOptions tolerant = HistoryOptions.ofDefaults().withTolerateTornEnd(true);
        for (int length = lastLine + 1; length < whole.length - 1; length++) {
            byte[] torn = Arrays.copyOf(whole, length);

            RecordedHistory read = read("h.jsonl", torn, tolerant);

            assertThat(read.history().size()).isEqualTo(2);
            assertThat(read.dropped())
                    .hasValue((length - lastLine) + " bytes of an operation whose writing was cut off, in line 3");
            assertThatThrownBy(() -> read("h.jsonl", torn, HistoryOptions.ofDefaults()))
                    .hasMessageContaining("the last line has no end");
        }
        assertThat(read("h.jsonl", Arrays.copyOf(whole, whole.length - 1), tolerant)
                        .history()
                        .size())
                .isEqualTo(3);
        assertThat(read("h.jsonl", whole, tolerant).dropped()).isEmpty();
    }

    @Test
    void reportsAMalformedLineBeforeTheLastAlsoWhenTornEndsAreTolerated() {
        byte[] text = (LINES + "{\"process\":\n" + LINES).getBytes(StandardCharsets.UTF_8);
        byte[] ended = (LINES + "{\"process\":7 8}\n").getBytes(StandardCharsets.UTF_8);
        HistoryOptions tolerant = HistoryOptions.ofDefaults().withTolerateTornEnd(true);

        assertThatThrownBy(() -> read("h.jsonl", text, tolerant)).hasMessageContaining("h.jsonl:4:1: process (");
        assertThatThrownBy(() -> read("h.jsonl", ended, tolerant)).hasMessageContaining("h.jsonl:4:");
    }
}
