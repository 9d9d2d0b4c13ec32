package io.schism.harness.environment.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are found by their names: the PATH. Stateless. */
public final class SearchPath {
    private SearchPath() {}

    /** The first program of this name on the PATH. */
    public static Optional<Path> find(String program) {
        return find(program, Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    }

    /** The first program of this name in these folders. */
    public static Optional<Path> find(String program, Stream<String> folders) {
        return folders.filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
