package io.schism.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.catalog.CheckerCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows, compiled and run as a reader would. */
class ReadmeTest {
    private static final Pattern PROMISE = Pattern.compile("This prints `([^`]+)`");

    @TempDir
    Path directory;

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String block(String readme, String language) {
        Matcher matcher = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(matcher.find()).as("a block of " + language).isTrue();
        return matcher.group(1);
    }

    @Test
    @Timeout(60)
    void theExampleCompilesAndPrintsWhatItIsSaidTo() throws IOException, InterruptedException {
        String readme = readme();
        Path source = Files.writeString(directory.resolve("Example.java"), block(readme, "java"));
        Path history = Files.writeString(directory.resolve("history.jsonl"), block(readme, "json"));
        String classPath = System.getProperty("java.class.path");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();

        int compiled = compiler.run(
                null, complaints, complaints, "-cp", classPath, "-d", directory.toString(), source.toString());
        assertThat(compiled).as(complaints.toString(StandardCharsets.UTF_8)).isZero();

        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        directory + System.getProperty("path.separator") + classPath,
                        "Example",
                        history.toString()))
                .redirectErrorStream(true)
                .start();
        String printed;
        try (InputStream out = process.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        Matcher promise = PROMISE.matcher(readme);
        assertThat(promise.find()).isTrue();
        assertThat(printed).startsWith(promise.group(1));
    }

    @Test
    void namesEveryCheckerThereIs() throws IOException {
        String readme = readme();

        assertThat(new CheckerCatalog().names())
                .filteredOn(name -> !readme.contains("`" + name + "`"))
                .isEqualTo(List.of());
    }
}
