package io.schism.harness.environment;

import java.util.List;
import java.util.Map;

/**
 * How the process of a node is started.
 *
 * @param command program and arguments
 * @param environment variables added to the inherited ones
 */
public record Launch(List<String> command, Map<String, String> environment) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
