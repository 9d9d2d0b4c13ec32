package io.schism.harness.environment.docker.image;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.process.SearchPath;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Programs installed on this machine. Stateless. */
final class Programs {
    private static final List<String> FURTHER_FOLDERS =
            List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private Programs() {}

    /** Where a program is: on the PATH or in a folder for administrators. */
    static Optional<Path> find(String name) {
        return SearchPath.find(name).or(() -> SearchPath.find(name, FURTHER_FOLDERS.stream()));
    }

    /**
     * The same, when it must be there.
     *
     * @param debianPackage the package to name when it is missing
     */
    static Path need(String name, String debianPackage) {
        return find(name)
                .orElseThrow(() -> new EnvironmentException("no " + name
                        + " on this machine to build an image of; install it (Debian: apt-get install " + debianPackage
                        + ")"));
    }

    /** What a program prints, both streams. */
    static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (process.waitFor() != 0) {
                throw new EnvironmentException(String.join(" ", command) + " failed: " + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while running " + command[0], e);
        } catch (IOException e) {
            throw new EnvironmentException("cannot run " + command[0] + ": " + e.getMessage(), e);
        }
    }
}
