package io.schism.results.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.schism.results.FaultWindow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code faults.jsonl} back: the events of each fault become one {@link FaultWindow}. */
final class FaultFile {
    private FaultFile() {}

    /** The faults in order of their numbers. A last line that a crash has torn is left out; none at all is an empty list. */
    static List<FaultWindow> read(Path file) {
        Map<Long, Window> windows = new TreeMap<>(Comparator.naturalOrder());
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(windows, line);
            }
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot read", file, e), e);
        }
        return windows.values().stream().map(Window::toFaultWindow).toList();
    }

    private static void add(Map<Long, Window> windows, String line) {
        Map<String, @Nullable Object> event;
        try {
            event = Json.object(line);
        } catch (JsonProcessingException e) {
            return; // torn by a crash; a window that never says "healed" tells the same
        }
        Long id = Json.integer(event, "id");
        if (id != null) {
            windows.computeIfAbsent(id, Window::new).add(event);
        }
    }

    /** A window while its events are read. */
    private static final class Window {
        private final long id;
        private String fault = "";
        private String variant = "";
        private String name = "";
        private List<String> targets = List.of();
        private @Nullable Long planned;
        private @Nullable Long begun;
        private @Nullable Long healed;
        private @Nullable Boolean happened;
        private String evidence = "";
        private final List<String> problems = new ArrayList<>();
        private @Nullable Double injectionMillis;

        Window(long id) {
            this.id = id;
        }

        void add(Map<String, @Nullable Object> event) {
            fault = longer(fault, Json.text(event, "fault"));
            variant = longer(variant, Json.text(event, "variant"));
            // The last name is the best: a plan says "partition one", the begun fault says who it was.
            name = Json.text(event, "name").isEmpty() ? name : Json.text(event, "name");
            targets = Json.texts(event, "targets").isEmpty() ? targets : Json.texts(event, "targets");
            Long time = Json.integer(event, "time");
            switch (Json.text(event, "event")) {
                case "planned" -> planned = Json.integer(event, "at");
                case "begun" -> {
                    begun = time;
                    injectionMillis =
                            event.get("millis") instanceof Number millis ? (Double) millis.doubleValue() : null;
                }
                case "evidence" -> {
                    happened = event.get("happened") instanceof Boolean answer ? answer : null;
                    evidence = Json.text(event, "sentence");
                }
                case "healed" -> healed = time;
                case "problem" -> problems.add(Json.text(event, "problem"));
                default -> {} // written by a later version; the rest is still good
            }
        }

        FaultWindow toFaultWindow() {
            return new FaultWindow(
                    id,
                    fault,
                    variant,
                    name,
                    targets,
                    planned,
                    begun,
                    healed,
                    happened,
                    evidence,
                    String.join("; ", problems),
                    injectionMillis);
        }

        private static String longer(String old, String now) {
            return now.length() > old.length() ? now : old;
        }
    }
}
