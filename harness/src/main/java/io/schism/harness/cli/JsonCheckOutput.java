package io.schism.harness.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.OperationJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** For programs: one JSON object a line for each file. */
record JsonCheckOutput(PrintWriter out) implements CheckOutput {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void write(Checked checked) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(line)) {
            write(generator, checked);
        }
        out.println(line);
        out.flush();
    }

    @Override
    public void unread(Path path, String complaint) throws IOException {
        CheckResult unread = CheckResult.unknown("reader", complaint);
        write(new Checked(path, unread, 0, History.of(List.of()), Optional.empty()));
    }

    private static void write(JsonGenerator generator, Checked checked) throws IOException {
        CheckResult result = checked.result();
        generator.writeStartObject();
        generator.writeStringField("path", checked.path().toString());
        generator.writeStringField("checker", result.checker());
        generator.writeStringField("verdict", result.verdict().word());
        generator.writeStringField("reason", result.reason());
        generator.writeNumberField("millis", Math.round(checked.millis() * 1000) / 1000.0);
        generator.writeNumberField("operations", checked.history().invocations());
        words(generator, "anomalies", CheckAnomalies.names(result));
        words(generator, "not", CheckAnomalies.listed(result, "not"));
        words(generator, "alsoNot", CheckAnomalies.listed(result, "alsoNot"));
        if (checked.dropped().isPresent()) {
            generator.writeStringField("dropped", checked.dropped().get());
        }
        generator.writeArrayFieldStart("evidence");
        for (Evidence evidence : CheckAnomalies.evidence(result)) {
            write(generator, evidence);
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void words(JsonGenerator generator, String name, Collection<String> words) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String word : words) {
            generator.writeString(word);
        }
        generator.writeEndArray();
    }

    private static void write(JsonGenerator generator, Evidence evidence) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("title", evidence.title());
        generator.writeStringField("contradiction", evidence.contradiction());
        generator.writeArrayFieldStart("operations");
        for (Operation operation : evidence.operations()) {
            OperationJson.write(generator, operation);
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }
}
