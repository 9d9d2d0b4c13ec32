package io.schism.results.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text files that ship inside the jar. */
final class Resource {
    private Resource() {}

    /** A file of ours, beside this class. */
    static String own(String name) {
        return read("/io/schism/results/page/" + name);
    }

    /** The charts library, D3 (ISC licence), from its webjar. */
    static String d3() {
        return read("/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js");
    }

    private static String read(String path) {
        try (InputStream stream = Resource.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is missing from the class path; build again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
