package io.schism.results.report;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.history.History;
import io.schism.results.Amounts;
import io.schism.results.FaultWindow;
import io.schism.results.RunInfo;
import io.schism.results.figures.Call;
import io.schism.results.page.Drawing;
import io.schism.results.timeline.EvidenceCalls;
import io.schism.results.timeline.OperationText;
import io.schism.results.timeline.Orders;
import io.schism.results.timeline.Surroundings;
import io.schism.results.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence as the template shows it.
 *
 * @param anchor its id in the page
 * @param checker who found it
 * @param title the anomaly
 * @param contradiction one sentence
 * @param explanation the whole argument, or an empty string when the contradiction says it all
 * @param facts the checker's further facts
 * @param image address of the drawing, or an empty string
 * @param imageTrouble why a drawing is not shown, or an empty string
 * @param timeline id of the drawing of its operations, or an empty string when it has none
 * @param timelineSentence what the drawing shows
 * @param operations the operations, a line each
 * @param operationsLeftOut how many there are beyond those lines, in words, or an empty string
 * @param surroundings id of the drawing of what went on around it, or an empty string
 * @param surroundingsSentence what that drawing shows
 * @param lines the lines of the history it stands on, in words
 */
record EvidenceSection(
        String anchor,
        String checker,
        String title,
        String contradiction,
        String explanation,
        DetailTree facts,
        String image,
        String imageTrouble,
        String timeline,
        String timelineSentence,
        List<OperationLine> operations,
        String operationsLeftOut,
        String surroundings,
        String surroundingsSentence,
        String lines) {
    private static final int MOST_CALLS = 300;
    private static final int MOST_EXPLANATION = 20_000;
    private static final int MOST_LINES_NAMED = 12;
    private static final int MOST_STATES = 4;
    private static final int MOST_LINES_IN_SIGHT = 14;

    /** True when the checker gave further facts. */
    boolean hasFacts() {
        return facts.object();
    }

    /** True when it stands on operations of the history, and not on what else the run saw. */
    boolean hasOperations() {
        return !operations.isEmpty();
    }

    /** True when the argument only lists what the drawing shows, or would push it out of sight. */
    boolean secondary() {
        return image.isEmpty() || explanation.lines().count() > MOST_LINES_IN_SIGHT;
    }

    /** What is around a piece of evidence and how much of it to show. */
    record Context(
            History history,
            List<FaultWindow> faults,
            @Nullable RunInfo info,
            int mostAround) {}

    /** Makes the section and puts its drawings into {@code drawings}, by id. */
    static EvidenceSection of(
            int number, CheckResult checker, Evidence evidence, Context context, Map<String, Object> drawings) {
        List<Call> calls = EvidenceCalls.of(evidence.operations(), context.history());
        List<Call> drawn = calls.subList(0, Math.min(MOST_CALLS, calls.size()));
        Orders orders = Orders.of(evidence.details());
        Set<Long> marked = EvidenceCalls.indices(calls);
        String timeline = put(
                "evidence-" + number, Timeline.of(drawn, Set.of(), orders, context.faults(), context.info()), drawings);
        List<Call> around = Surroundings.of(calls, context.history(), context.mostAround());
        boolean more = around.size() > drawn.size();
        String surroundings = more
                ? put(
                        "around-" + number,
                        Timeline.of(around, marked, orders.withoutPaths(), context.faults(), context.info()),
                        drawings)
                : "";
        String svg = evidence.drawing();
        String image = svg == null ? "" : Drawing.address(svg).orElse("");
        return new EvidenceSection(
                "evidence-section-" + number,
                checker.checker(),
                evidence.title(),
                evidence.contradiction(),
                explanation(evidence),
                DetailTree.of(facts(evidence)),
                image,
                svg != null && image.isEmpty()
                        ? "The drawing is too large to be shown here; verdict.json holds it."
                        : "",
                timeline,
                timelineSentence(evidence, calls.size(), drawn.size()),
                drawn.stream().map(OperationLine::of).toList(),
                drawn.size() < calls.size() ? Amounts.count(calls.size() - drawn.size(), "more operation") : "",
                surroundings,
                surroundingsSentence(calls, around),
                lines(calls));
    }

    private static String put(String id, Timeline timeline, Map<String, Object> drawings) {
        if (timeline.empty()) {
            return "";
        }
        drawings.put(id, timeline.json());
        return id;
    }

    /** What the drawings do not show already. */
    private static Map<String, @Nullable Object> facts(Evidence evidence) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(evidence.details());
        facts.keySet()
                .removeAll(List.of(
                        "paths", "failing", "failingInvocation", "operations", "operationsBefore", "confirmed"));
        if (facts.get("lastState") instanceof List<?> states && states.size() > MOST_STATES) {
            List<Object> shown = new ArrayList<>(states.subList(0, MOST_STATES));
            shown.add("and " + (states.size() - MOST_STATES) + " more");
            facts.put("lastState", shown);
        }
        if (facts.get("key") == null) {
            facts.remove("key");
        }
        return facts;
    }

    private static String explanation(Evidence evidence) {
        String text = evidence.explanation().strip();
        if (text.equals(evidence.contradiction().strip())) {
            return "";
        }
        return text.length() <= MOST_EXPLANATION ? text : text.substring(0, MOST_EXPLANATION) + "\n…";
    }

    private static String timelineSentence(Evidence evidence, int calls, int drawn) {
        String before = evidence.details().get("operationsBefore") instanceof Number all && all.longValue() > calls
                ? " of " + Amounts.count(all.longValue())
                : "";
        return "The smallest part of the history that still fails: " + Amounts.count(calls) + before + " operation"
                + (calls == 1 && before.isEmpty() ? "" : "s")
                + (drawn < calls ? ", of which the first " + drawn + " are drawn." : ".")
                + (Boolean.TRUE.equals(evidence.details().get("confirmed"))
                        ? " A second, plainer search found the same contradiction in them."
                        : "");
    }

    private static String surroundingsSentence(List<Call> calls, List<Call> around) {
        String keys = calls.stream()
                .map(call -> call.invocation().key())
                .filter(key -> key != null)
                .map(OperationText::value)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        return "The " + Amounts.count(around.size()) + " operations nearest to it"
                + (keys.isEmpty() ? "" : " on key " + keys) + "; those of the evidence stand out.";
    }

    private static String lines(List<Call> calls) {
        List<String> indices = new ArrayList<>();
        for (Call call : calls) {
            indices.add(String.valueOf(call.invocation().index()));
            if (call.completion() != null) {
                indices.add(String.valueOf(call.completion().index()));
            }
        }
        boolean all = indices.size() <= MOST_LINES_NAMED;
        return String.join(", ", all ? indices : indices.subList(0, MOST_LINES_NAMED)) + (all ? "" : ", …");
    }
}
