package io.schism.results.store;

import io.schism.results.RunInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link RunInfo} as {@code run.json} has it. */
final class RunInfoJson {
    private RunInfoJson() {}

    static Map<String, @Nullable Object> write(RunInfo info) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("workload", info.workload());
        object.put("system", info.system());
        object.put("environment", info.environment());
        object.put("nodes", info.nodes());
        object.put("concurrency", info.concurrency());
        object.put("seed", info.seed());
        object.put("started", info.started().toString());
        Instant ended = info.ended();
        object.put("ended", ended == null ? null : ended.toString());
        object.put("commandLine", info.commandLine());
        object.put("configuration", info.configuration());
        object.put("versions", info.versions());
        return object;
    }

    /** What is missing becomes empty: an old or damaged file still tells what it tells. */
    static RunInfo read(Map<String, @Nullable Object> object) {
        Map<String, String> versions = new LinkedHashMap<>();
        Json.member(object, "versions").forEach((name, version) -> versions.put(name, String.valueOf(version)));
        Long concurrency = Json.integer(object, "concurrency");
        Long seed = Json.integer(object, "seed");
        return new RunInfo(
                Json.text(object, "workload"),
                Json.text(object, "system"),
                Json.text(object, "environment"),
                Json.texts(object, "nodes"),
                concurrency == null ? 0 : Math.toIntExact(Math.max(0, Math.min(concurrency, Integer.MAX_VALUE))),
                seed == null ? 0 : seed,
                Objects.requireNonNullElse(instant(Json.text(object, "started")), Instant.EPOCH),
                instant(Json.text(object, "ended")),
                Json.texts(object, "commandLine"),
                Json.member(object, "configuration"),
                versions);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null; // told as "unknown" where it is shown; the rest of the file is still good
        }
    }
}
