package io.schism.results.store;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link CheckResult} as {@code verdict.json} has it. The verdict stands first, so that lists of runs need not read the rest. */
public final class VerdictJson {
    private VerdictJson() {}

    /** The whole file: {@code verdict}, {@code reason}, {@code notes}, and an entry for each checker under {@code checkers}. */
    static Map<String, @Nullable Object> write(CheckResult result, List<String> notes) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("verdict", result.verdict().word());
        object.put("reason", result.reason());
        object.put("notes", notes);
        List<CheckResult> checkers = result.parts().isEmpty() ? List.of(result) : result.parts();
        object.put("checkers", checkers.stream().map(VerdictJson::result).toList());
        return object;
    }

    /** One result, with its evidence and its parts. */
    public static Map<String, @Nullable Object> result(CheckResult result) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("checker", result.checker());
        object.put("verdict", result.verdict().word());
        object.put("reason", result.reason());
        object.put("details", result.details());
        object.put(
                "evidence",
                result.evidence().stream().map(VerdictJson::evidence).toList());
        object.put("parts", result.parts().stream().map(VerdictJson::result).toList());
        return object;
    }

    private static Map<String, @Nullable Object> evidence(Evidence evidence) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("title", evidence.title());
        object.put("contradiction", evidence.contradiction());
        object.put("explanation", evidence.explanation());
        object.put(
                "operations",
                evidence.operations().stream().map(VerdictJson::operation).toList());
        object.put("details", evidence.details());
        object.put("drawing", evidence.drawing());
        return object;
    }

    /** One operation as a line of {@code history.jsonl} has it. */
    public static Map<String, @Nullable Object> operation(Operation operation) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("index", operation.index());
        object.put("time", operation.time());
        object.put("process", operation.ofClient() ? (Object) operation.process() : "nemesis");
        object.put("type", operation.type().word());
        object.put("f", operation.f());
        if (operation.key() != null) {
            object.put("key", operation.key());
        }
        object.put("value", operation.value());
        if (operation.error() != null) {
            object.put("error", operation.error());
        }
        return object;
    }

    /** The result in a {@code verdict.json}. A verdict that is not one of the three words is read as unknown, never as valid. */
    static CheckResult read(Map<String, @Nullable Object> object) {
        List<CheckResult> parts = results(object, "checkers");
        return new CheckResult("run", verdict(object), Json.text(object, "reason"), Map.of(), List.of(), parts);
    }

    static Verdict verdict(Map<String, @Nullable Object> object) {
        return verdict(Json.text(object, "verdict"));
    }

    static Verdict verdict(String word) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        return Verdict.UNKNOWN;
    }

    private static List<CheckResult> results(Map<String, @Nullable Object> object, String name) {
        List<CheckResult> results = new ArrayList<>();
        for (Map<String, @Nullable Object> result : Json.objects(object, name)) {
            results.add(new CheckResult(
                    Json.text(result, "checker"),
                    verdict(result),
                    Json.text(result, "reason"),
                    Json.member(result, "details"),
                    Json.objects(result, "evidence").stream()
                            .map(VerdictJson::readEvidence)
                            .toList(),
                    results(result, "parts")));
        }
        return results;
    }

    private static Evidence readEvidence(Map<String, @Nullable Object> object) {
        List<Operation> operations = Json.objects(object, "operations").stream()
                .map(VerdictJson::readOperation)
                .toList();
        String drawing = Json.text(object, "drawing");
        return new Evidence(
                Json.text(object, "title"),
                Json.text(object, "contradiction"),
                Json.text(object, "explanation"),
                operations,
                Json.member(object, "details"),
                drawing.isEmpty() ? null : drawing);
    }

    private static Operation readOperation(Map<String, @Nullable Object> object) {
        Long process = Json.integer(object, "process");
        return new Operation(
                Objects.requireNonNullElse(Json.integer(object, "index"), -1L),
                Objects.requireNonNullElse(Json.integer(object, "time"), -1L),
                process == null ? Operation.NEMESIS : process.intValue(),
                type(Json.text(object, "type")),
                Json.text(object, "f"),
                object.get("key"),
                object.get("value"),
                object.get("error"));
    }

    private static Operation.Type type(String word) {
        for (Operation.Type type : Operation.Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        return Operation.Type.INFO;
    }
}
