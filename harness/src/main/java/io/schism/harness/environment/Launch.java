package io.schism.harness.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the process of a node is started.
 *
 * @param command program and arguments
 * @param environment variables added to the inherited ones
 * @param files files of this machine that it reads; where nodes have a file system of their own, copies stand in the same places
 */
public record Launch(List<String> command, Map<String, String> environment, List<Path> files) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        files = List.copyOf(files);
    }

    /** One that reads no files of this machine. */
    public Launch(List<String> command, Map<String, String> environment) {
        this(command, environment, List.of());
    }
}
