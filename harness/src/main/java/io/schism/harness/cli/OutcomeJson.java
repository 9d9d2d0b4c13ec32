package io.schism.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schism.checkers.CheckResult;
import io.schism.harness.RunOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run's outcome as one JSON object on one line. */
final class OutcomeJson {
    private OutcomeJson() {}

    static String of(RunOutcome outcome) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("verdict", outcome.result().verdict().word());
        object.put("reason", outcome.result().reason());
        object.put("directory", outcome.directory().toString());
        object.put("seed", outcome.record().info().seed());
        object.put("operations", outcome.record().history().invocations());
        List<Map<String, String>> checkers =
                outcome.result().parts().stream().map(OutcomeJson::part).toList();
        object.put("checkers", checkers);
        object.put("notes", outcome.record().notes());
        try {
            return new ObjectMapper().writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written as JSON", e);
        }
    }

    private static Map<String, String> part(CheckResult result) {
        Map<String, String> part = new LinkedHashMap<>();
        part.put("checker", result.checker());
        part.put("verdict", result.verdict().word());
        part.put("reason", result.reason());
        return part;
    }
}
