package io.schism.checkers.replica;

import io.schism.checkers.replica.Observation.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as the details of a result. */
final class Told {
    private Told() {}

    static Map<String, @Nullable Object> of(Standing... standings) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Standing standing : standings) {
            lines.add(line(standing));
        }
        return Map.of("answers", lines);
    }

    static Map<String, @Nullable Object> line(Standing standing) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("node", standing.node());
        line.put("asked-ms", standing.occasion().asked() / 1_000_000);
        line.put("answered-ms", standing.occasion().answered() / 1_000_000);
        line.put("term", standing.term());
        line.put("leads", standing.leads() ? "yes" : "no");
        line.put("leader", standing.leader() == null ? "" : standing.leader());
        line.put("vote", standing.vote() == null ? "" : standing.vote());
        line.put("commit", standing.commit());
        line.put("applied", standing.applied());
        return line;
    }
}
