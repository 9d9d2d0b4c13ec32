package io.schism.results.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schism.checkers.Verdict;
import io.schism.results.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of runs. Immutable.
 *
 * @param id where it is in its store: {@code register/20261120T153012Z-42}
 * @param directory the run
 * @param info how it was started, or null when that was lost
 * @param verdict its verdict, or null when it has none: it crashed or is going on
 * @param reason the reason of the verdict, or an empty string
 * @param started when it started; the age of the directory when that was lost
 */
public record RunSummary(
        String id,
        RunDirectory directory,
        @Nullable RunInfo info,
        @Nullable Verdict verdict,
        String reason,
        Instant started) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static RunSummary of(Path root, RunDirectory run) {
        String id = root.relativize(run.path()).toString().replace('\\', '/');
        Optional<RunInfo> info = run.readInfo();
        Verdict verdict = null;
        String reason = "";
        if (Files.isRegularFile(run.verdictFile())) {
            verdict = Verdict.UNKNOWN; // unless the file says otherwise: a damaged verdict is not a pass
            try (JsonParser parser = FACTORY.createParser(run.verdictFile().toFile())) {
                parser.nextToken();
                // The two members stand first; a verdict of many megabytes is not read for a list.
                for (int member = 0; member < 2 && parser.nextToken() == JsonToken.FIELD_NAME; member++) {
                    String name = parser.currentName();
                    String value = parser.nextTextValue();
                    if (value != null && name.equals("verdict")) {
                        verdict = VerdictJson.verdict(value);
                    }
                    if (value != null && name.equals("reason")) {
                        reason = value;
                    }
                }
            } catch (IOException e) {
                reason = "verdict.json is damaged";
            }
        }
        Instant started = info.map(RunInfo::started).orElseGet(() -> age(run.path()));
        return new RunSummary(id, run, info.orElse(null), verdict, reason, started);
    }

    private static Instant age(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            return FileTime.fromMillis(0).toInstant(); // gone while we looked
        }
    }
}
