package io.schism.results.web;

import com.sun.net.httpserver.HttpExchange;
import io.schism.results.page.Page;
import io.schism.results.page.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files below the runs directory: a directory as a list, a file as what it is. */
final class RunFiles {
    private static final String REPORT = "report.html";

    private RunFiles() {}

    static void show(HttpExchange exchange, Path root, List<String> segments) throws IOException {
        Optional<Path> found = RequestPath.below(root, segments);
        if (found.isEmpty()) {
            Router.notFound(exchange);
            return;
        }
        Path path = found.get();
        if (Files.isDirectory(path)) {
            Answer.text(exchange, Answer.OK, Answer.HTML, listing(path, segments));
            return;
        }
        if (!Files.isRegularFile(path)) {
            Router.notFound(exchange); // a pipe would never end
            return;
        }
        Answer.send(exchange, Answer.OK, type(path, segments), Files.size(path), out -> {
            // The size may grow meanwhile, in a run that goes on; no more than was announced is sent.
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                copy(in, out, Files.size(path));
            }
        });
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = most;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** Only our own report is a page; what a tested system left behind is text, whatever it is called. */
    private static String type(Path path, List<String> segments) {
        String name = String.valueOf(path.getFileName());
        if (name.equals(REPORT) && segments.size() == 3) {
            return Answer.HTML;
        }
        return name.endsWith(".json") ? Answer.JSON : Answer.TEXT;
    }

    private static String listing(Path directory, List<String> segments) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                String name = String.valueOf(path.getFileName());
                if (!name.startsWith(".")) {
                    boolean inner = Files.isDirectory(path);
                    entries.add(new Entry(name + (inner ? "/" : ""), encode(name) + (inner ? "/" : ""), size(path)));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        String id = String.join("/", segments);
        boolean run = segments.size() == 2;
        Model model = new Model(
                segments.isEmpty() ? "runs" : id,
                "/runs/"
                        + String.join(
                                "/", segments.stream().map(RunFiles::encode).toList())
                        + (segments.isEmpty() ? "" : "/"),
                run ? "/zip/" + id + ".zip" : "",
                entries);
        return Page.plain(model.heading(), Template.fill("files", model));
    }

    private static String size(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return "";
        }
        double size = Files.size(path);
        return size < 1000
                ? Math.round(size) + " B"
                : size < 1e6
                        ? String.format(Locale.ROOT, "%.1f kB", size / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", size / 1e6);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Entry(String name, String address, String size) {}

    private record Model(String heading, String base, String zip, List<Entry> entries) {}
}
