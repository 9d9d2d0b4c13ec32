package io.schism.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every recorded history of the peers, and the same ones in two formats as the same. */
class CorpusReadingTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");

    /** A mistake of the source: in Elle's test process 0 invokes twice before it completes, which no client can. */
    private static final String NOT_PAIRABLE = "rw-register-checker-test-initial-state.jsonl";

    private static List<Path> files(String ending) throws IOException {
        assumeThat(CORPUS).as("the corpus lies beside the repository").isDirectory();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void readsEveryFile() throws IOException {
        for (Path file : files(".jsonl")) {
            if (file.endsWith(NOT_PAIRABLE)) {
                assertThatThrownBy(() -> HistoryReader.read(file)).hasMessageContaining("one open operation at a time");
                continue;
            }
            assertThat(HistoryReader.read(file).size()).as(file.toString()).isPositive();
        }
    }

    @Test
    void readsTheSameFromEdnAndJson() throws IOException {
        for (Path edn : files(".edn")) {
            Path json = Path.of(edn.toString().replaceAll("\\.edn$", ".jsonl"));
            List<Operation> fromEdn = HistoryReader.read(edn).operations();

            assertThat(fromEdn).as(edn.toString()).isNotEmpty();
            if (Files.exists(json)) {
                assertThat(fromEdn)
                        .as(edn.toString())
                        .usingElementComparator(CorpusReadingTest::compare)
                        .isEqualTo(HistoryReader.read(json).operations());
            }
        }
    }

    /** Equal but for index and time, which the translation to JSON made up. */
    private static int compare(Operation one, Operation other) {
        boolean same = one.process() == other.process()
                && one.type() == other.type()
                && one.f().equals(other.f())
                && Objects.equals(one.value(), other.value());
        return same ? 0 : 1;
    }
}
