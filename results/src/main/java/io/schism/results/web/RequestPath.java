package io.schism.results.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the path of a request into a file below a directory, or into nothing. Segments are decoded once, each on its own, so that an encoded
 * slash or dot is a character of a name and never a way; then the file system says where the file really is, so that a link cannot lead out.
 */
final class RequestPath {
    private RequestPath() {}

    /** The decoded segments, or empty when one of them cannot be the name of a visible file. A slash at the end is dropped. */
    static Optional<List<String>> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        String path = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        if (path.isEmpty()) {
            return Optional.of(List.of());
        }
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        for (String raw : path.substring(1).split("/", -1)) {
            String segment;
            try {
                segment = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // a broken escape
            }
            if (!visibleName(segment)) {
                return Optional.empty();
            }
            segments.add(segment);
        }
        return Optional.of(segments);
    }

    /** The file or directory that these segments lead to, as the file system has it, if it is there and inside of {@code root}. */
    static Optional<Path> below(Path root, List<String> segments) {
        try {
            Path path = root;
            for (String segment : segments) {
                path = path.resolve(segment);
            }
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            Path real = path.toRealPath();
            return real.startsWith(root.toRealPath()) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // removed while we looked, or no name for this file system
        }
    }

    private static boolean visibleName(String segment) {
        return !segment.isEmpty()
                && !segment.startsWith(".")
                && segment.chars().allMatch(c -> c >= ' ' && c != '/' && c != '\\' && c != 0x7F);
    }
}
