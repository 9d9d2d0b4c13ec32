package io.schism.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program in a JVM of its own, as its user starts it, so that it can be stopped and killed. */
final class OwnJvm {
    private OwnJvm() {}

    /**
     * Starts it.
     *
     * @param told where what it tells on the way goes
     */
    static Process start(Path told, String... arguments) throws IOException {
        return start(told, Map.of(), arguments);
    }

    /** The same with variables that differ from this JVM's. */
    static Process start(Path told, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        return program.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(told.toFile())
                .start();
    }
}
