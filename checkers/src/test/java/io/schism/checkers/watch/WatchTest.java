package io.schism.checkers.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Events are written as {@code key=value@revision}, with {@code +} in front for one that says it created the key, {@code -} for one that
 * says it did not, {@code ~} for a delete ({@code ~key@revision}), and {@code <value} at the end for the value before. A batch is what stands between
 * bars; {@code !5} is a progress notification at revision 5.
 */
class WatchTest {
    private static String event(String text) {
        String rest = text;
        StringBuilder json = new StringBuilder("{");
        if (rest.contains("<")) {
            json.append("\"previous\":\"")
                    .append(rest.substring(rest.indexOf('<') + 1))
                    .append("\",");
            rest = rest.substring(0, rest.indexOf('<'));
        }
        if (rest.startsWith("+") || rest.startsWith("-")) {
            json.append("\"create\":").append(rest.startsWith("+")).append(',');
            rest = rest.substring(1);
        }
        boolean delete = rest.startsWith("~");
        String[] change = (delete ? rest.substring(1) : rest).split("[=@]");
        json.append("\"type\":\"")
                .append(delete ? "delete" : "put")
                .append("\",\"key\":\"")
                .append(change[0])
                .append("\",");
        if (!delete) {
            json.append("\"value\":\"").append(change[1]).append("\",");
        }
        return json.append("\"revision\":")
                .append(change[change.length - 1])
                .append('}')
                .toString();
    }

    private static String watch(int process, String type, String request, String responses) {
        StringBuilder json = new StringBuilder();
        for (String response : responses.isBlank() ? new String[0] : responses.split("\\|")) {
            json.append(json.isEmpty() ? "" : ",");
            if (response.strip().startsWith("!")) {
                json.append("{\"progress\":true,\"revision\":")
                        .append(response.strip().substring(1))
                        .append('}');
            } else {
                List<String> events = Arrays.stream(response.strip().split(" +"))
                        .map(WatchTest::event)
                        .toList();
                json.append("{\"events\":[").append(String.join(",", events)).append("]}");
            }
        }
        return process + " invoke watch {" + request + "}\n" + process + " " + type + " watch {" + request
                + (request.isEmpty() ? "" : ",") + "\"responses\":[" + json + "]}\n";
    }

    private static CheckResult check(String text) {
        return new Watch().check(Lines.history(text), Budget.ofDefaults());
    }

    private static List<String> broken(CheckResult result) {
        return result.evidence().stream()
                .map(Evidence::title)
                .distinct()
                .sorted()
                .toList();
    }

    /** One watch on all keys from revision 2 on, and a second one that saw everything. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a=1@2 | b=2@3 | a=3@4 c=3@4                   ;
            a=1@2 b=2@3 a=3@4 c=3@4                       ;
            a=1@2 | b=2@3                                 ;
            a=1@2 | !2 | b=2@3 | !3                       ;
            a=1@2 | !2 | !2 | b=2@3                       ;
            a=1@2 | b=2@3 | b=2@3                         ; atomic unique
            a=1@2 b=2@3 b=2@3                             ; unique
            a=1@2 | b=2@3 | c=3@4 | a=3@4                 ; atomic
            b=2@3 | a=1@2                                 ; ordered resumable
            a=1@2 | a=3@4 c=3@4                           ; reliable
            b=2@3 | a=3@4 c=3@4                           ; reliable resumable
            a=1@2 | b=2@3 | c=3@4                         ; reliable
            a=1@2 | b=9@3                                 ; reliable
            a=1@2 | !3 | b=2@3                            ; bookmarkable
            a=1@2 | b=2@3 | !2                            ; bookmarkable
            a=1@2 | !3                                    ; reliable
            !3                                            ; reliable
            +a=1@2 | +b=2@3 | -a=3@4 +c=3@4               ;
            -a=1@2 | b=2@3                                ; is-create
            +a=1@2 | b=2@3 | +a=3@4 c=3@4                 ; is-create
            a=1@2 | b=2@3 | a=3@4<1 c=3@4                 ;
            a=1@2 | b=2@3 | a=3@4<9 c=3@4                 ; prev-kv
            a=1@2 | b=2@3 | a=3@4<1 c=3@4<1               ; prev-kv
            """)
    void judgesAWatchBesideOneThatSawEverything(String responses, String expected) {
        CheckResult result = check(watch(0, "ok", "\"prefix\":true,\"from\":2", "a=1@2 | b=2@3 | a=3@4 c=3@4")
                + watch(1, "ok", "\"prefix\":true,\"from\":2,\"previous\":true", responses));

        assertThat(broken(result)).isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
        assertThat(result.verdict()).isEqualTo(expected == null ? Verdict.VALID : Verdict.INVALID);
    }

    /** Etcd issue 15271: after a partition a watch delivered what was older than what had been asked for. */
    @Test
    void convictsAWatchThatTravelsBackInTime() {
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\",\"from\":7", "a=5@5 | a=7@7"))))
                .containsExactly("resumable");
    }

    @Test
    void takesWhatABrokenWatchDeliveredForAFact() {
        assertThat(broken(check(watch(0, "info", "\"key\":\"a\"", "a=1@5 | a=1@4"))))
                .containsExactly("ordered");
    }

    @Test
    void asksForAcknowledgedWritesAndNotForUnknownOnes() {
        String writes =
                "5 invoke put {\"key\":\"a\",\"value\":\"2\"}\n5 ok put {\"key\":\"a\",\"value\":\"2\",\"revision\":3}\n";
        String watch = watch(0, "ok", "\"key\":\"a\",\"from\":2", "a=1@2 | a=3@4");

        assertThat(broken(check(watch + writes))).containsExactly("reliable");
        assertThat(broken(check(watch + writes.replace("ok put", "info put")))).isEmpty();
        assertThat(broken(check(watch + writes.replace("\"key\":\"a\"", "\"key\":\"b\""))))
                .isEmpty();
    }

    @Test
    void knowsWhatAKeyHeldOnlyWhereWatchesTellOfEveryRevisionInBetween() {
        String later = watch(1, "ok", "\"key\":\"a\",\"from\":7", "+a=2@7");

        // Nobody watched revisions 3 to 6, where the key may have been deleted.
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\",\"from\":2", "a=1@2") + later)))
                .isEmpty();
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\",\"from\":2", "a=1@2 | !6") + later)))
                .containsExactly("is-create");
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\",\"from\":2", "a=1@2 | ~a@5 | !6") + later)))
                .isEmpty();
        // A watch of another key tells nothing of this one.
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\",\"from\":2", "a=1@2")
                        + watch(3, "ok", "\"key\":\"b\",\"from\":2", "b=1@3 | !6")
                        + later)))
                .isEmpty();
    }

    @Test
    void expectsNothingOfARevisionBeforeTheFirstThatAWatchFromNowOnTellsOf() {
        assertThat(broken(check(watch(0, "ok", "\"prefix\":true,\"from\":2", "a=1@2 | b=2@3 | a=3@4")
                        + watch(1, "ok", "\"prefix\":true", "b=2@3 | a=3@4"))))
                .isEmpty();
    }

    @Test
    void convictsAnEventThatWasNotAskedFor() {
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\"", "a=1@2 | b=2@3"))))
                .containsExactly("filter");
        assertThat(broken(check(watch(0, "ok", "\"key\":\"a\",\"prefix\":true", "a1=1@2 | ab=2@3"))))
                .isEmpty();
    }

    @Test
    void isUnknownWhenNoWatchWasToldOfAnything() {
        assertThat(check(watch(0, "ok", "\"key\":\"a\"", "")).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check("0 invoke watch {}\n0 ok watch 7").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check("0 invoke watch {}\n0 fail watch null").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void showsOnlyTheResponsesThatMatter() {
        CheckResult result =
                check(watch(4, "ok", "\"prefix\":true,\"from\":2", "a=1@2 | a=2@3 | a=3@4 | a=4@5 | a=3@4 | a=6@7"));

        assertThat(result.reason())
                .startsWith(
                        "the watch of process 4 was told of the put of 3 to a at revision 4 after it had been told of revision 5");
        Object value = result.evidence().get(0).operations().get(1).value();
        assertThat(((Map<?, ?>) Objects.requireNonNull(value)).get("responses"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSizeLessThan(6);
    }
}
