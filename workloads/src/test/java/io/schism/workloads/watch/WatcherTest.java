package io.schism.workloads.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Budget;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Watches;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatcherTest {
    private static final Map<String, Object> FOLLOW = Map.of("last", false);
    private static final Map<String, Object> LAST = Map.of("last", true);

    private final Stream stream = new Stream();
    private long revision;
    private final Watcher watcher = new Watcher(() -> revision, stream);

    @Test
    void comesToTheEndInOneOperationHoweverFarBehindItIs() {
        watcher.follow(FOLLOW);
        revision = 2_000;
        LongStream.rangeClosed(1, 2_000).forEach(stream::send);

        Outcome outcome = watcher.follow(LAST);

        assertThat(outcome.type()).isEqualTo(Operation.Type.OK);
        assertThat(responses(outcome)).hasSize(2_000);
        assertThat(value(outcome).get("from")).isEqualTo(1L);
        assertThat(verdict(outcome)).isEqualTo(Verdict.VALID);
    }

    @Test
    void oneThatStaysBehindTellsWhatItWasToldAndIsNotThere() {
        watcher.follow(FOLLOW);
        revision = 3;
        stream.send(1);

        Outcome outcome = watcher.follow(LAST);

        assertThat(outcome.type()).isEqualTo(Operation.Type.OK);
        assertThat(responses(outcome)).hasSize(1);
        assertThat(value(outcome).get("behind")).isEqualTo(true);
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watcher.follow(LAST).type()).as("told of nothing more").isEqualTo(Operation.Type.FAIL);
    }

    @Test
    void progressCountsWhereTheRestOfTheRevisionsAreNoneOfItsKeys() {
        watcher.follow(FOLLOW);
        revision = 9;
        stream.progress = 9;

        assertThat(verdict(watcher.follow(LAST))).isEqualTo(Verdict.VALID);
    }

    @Test
    void goesOnAfterABreakAtTheRevisionAfterTheLastOne() {
        watcher.follow(FOLLOW);
        stream.send(4);
        stream.breaks = true;

        assertThat(responses(watcher.follow(FOLLOW))).hasSize(1);
        assertThatThrownBy(() -> watcher.follow(FOLLOW)).isInstanceOf(StoreException.class);
        stream.breaks = false;
        watcher.follow(FOLLOW);

        assertThat(stream.opened).containsExactly(1L, 5L, 5L);
    }

    private static Verdict verdict(Outcome outcome) {
        Operation invocation = new Operation(0, 0, 0, Operation.Type.INVOKE, "watch", null, LAST, null);
        Operation completion = new Operation(1, 1, 0, outcome.type(), "watch", null, outcome.value(), outcome.error());
        return new CatchingUp()
                .check(History.of(List.of(invocation, completion)), Budget.ofDefaults())
                .verdict();
    }

    private static Map<?, ?> value(Outcome outcome) {
        return (Map<?, ?>) Objects.requireNonNull(outcome.value());
    }

    private static List<?> responses(Outcome outcome) {
        return (List<?>) Objects.requireNonNull(value(outcome).get("responses"));
    }

    /** Sends what it is told to. */
    private static final class Stream implements Watches {
        private final Deque<Batch> pending = new ArrayDeque<>();
        private final List<Long> opened = new ArrayList<>();
        private boolean breaks;
        private long progress;

        void send(long revision) {
            Versioned written = new Versioned("v" + revision, 1, revision);
            pending.add(new Batch(
                    revision,
                    List.of(new Event("watched/1", Optional.of(written), revision, false, Optional.empty()))));
        }

        @Override
        public Watch watch(String prefix, long fromRevision, boolean withPrevious) {
            opened.add(fromRevision);
            return new Watch() {
                @Override
                public Optional<Batch> next(Duration within) {
                    Batch sent = pending.poll();
                    if (sent == null && breaks) {
                        throw new StoreException(Kind.OTHER, "the stream broke", null);
                    }
                    return Optional.ofNullable(sent);
                }

                @Override
                public void requestProgress() {
                    if (progress > 0) {
                        pending.add(new Batch(progress, List.of()));
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
