package io.schism.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten million operations, written line by line into nowhere and read from it: nothing of the file is ever in memory as a whole. */
@Tag("soak")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HugeHistoryTest {
    private static final long LINES = 10_000_000;

    /** Lines made as they are read. */
    private static final class Made extends InputStream {
        private final LongFunction<String> line;
        private byte[] current = new byte[0];
        private int place;
        private long next;

        Made(LongFunction<String> line) {
            this.line = line;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (place == current.length) {
                if (next == LINES) {
                    return -1;
                }
                current = line.apply(next++).getBytes(StandardCharsets.UTF_8);
                place = 0;
            }
            int count = Math.min(length, current.length - place);
            System.arraycopy(current, place, buffer, offset, count);
            place += count;
            return count;
        }
    }

    private static String register(long i) {
        return "{\"index\":" + i + ",\"time\":" + i * 1000 + ",\"process\":" + i / 2 % 20 + ",\"type\":\""
                + (i % 2 == 0 ? "invoke" : "ok") + "\",\"f\":\"write\",\"key\":" + i / 2 % 1000 + ",\"value\":" + i / 2
                + "}\n";
    }

    private static String transaction(long i) {
        return "{:index " + i + ", :time " + i * 1000 + ", :process " + i / 2 % 20 + ", :type "
                + (i % 2 == 0 ? ":invoke" : ":ok") + ", :f :txn, :value [[:append " + i / 2 % 100 + " " + i / 2
                + "] [:r "
                + i % 100 + " [1 2 3]]]}\n";
    }

    @Test
    void readsTenMillionLinesOfJson() throws IOException {
        History history = HistoryReader.read(
                        new Made(HugeHistoryTest::register), "h.jsonl", HistoryOptions.ofDefaults())
                .history();

        assertThat(history.size()).isEqualTo((int) LINES);
        assertThat(history.get((int) LINES - 1).value()).isEqualTo(LINES / 2 - 1);
        assertThat(history.pairOf((int) LINES - 1)).isEqualTo((int) LINES - 2);
    }

    /** Needs about 5 GB: {@code -Dschism.test.jvm=-Xmx8g}. */
    @Test
    void readsTenMillionTransactionsOfEdn() throws IOException {
        assumeThat(Runtime.getRuntime().maxMemory())
                .as("heap for ten million transactions")
                .isGreaterThan(7L << 30);

        History history = HistoryReader.read(
                        new Made(HugeHistoryTest::transaction), "h.edn", HistoryOptions.ofDefaults())
                .history();

        assertThat(history.size()).isEqualTo((int) LINES);
    }
}
