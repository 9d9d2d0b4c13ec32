package io.schism.results.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTML file with everything in it. Its content security policy names the hashes of its own styles and scripts and allows nothing
 * else: no network, no other script, no inline handler, whatever text of a tested system stands in it.
 */
public final class Page {
    private static final String STYLE = Resource.own("page.css");

    private Page() {}

    /**
     * A page with charts.
     *
     * @param title of the window
     * @param body HTML, already escaped
     * @param data what the scripts draw, values as JSON has them
     */
    public static String withCharts(String title, String body, Map<String, ? extends @Nullable Object> data) {
        return drawn(title, body, data, List.of("page.js", "timeline.js", "charts.js"));
    }

    /** A page that compares many runs; the same parameters. */
    public static String withTrend(String title, String body, Map<String, ? extends @Nullable Object> data) {
        return drawn(title, body, data, List.of("page.js", "trend.js"));
    }

    private static String drawn(
            String title, String body, Map<String, ? extends @Nullable Object> data, List<String> own) {
        List<String> scripts = new ArrayList<>(List.of(Resource.d3()));
        own.forEach(name -> scripts.add(Resource.own(name)));
        String json = "<script type=\"application/json\" id=\"data\">" + EmbeddedJson.of(data) + "</script>";
        return assemble(title, body + json, scripts);
    }

    /** A page without scripts. */
    public static String plain(String title, String body) {
        return assemble(title, body, List.of());
    }

    private static String assemble(String title, String body, List<String> scripts) {
        List<String> hashes = new ArrayList<>();
        StringBuilder elements = new StringBuilder();
        for (String script : scripts) {
            hashes.add(hash(script));
            elements.append("<script>").append(script).append("</script>\n");
        }
        String allowed = scripts.isEmpty() ? "'none'" : String.join(" ", hashes);
        String policy = "default-src 'none'; script-src " + allowed + "; style-src " + hash(STYLE)
                + "; img-src data:; base-uri 'none'; form-action 'self'";
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<title>" + escape(title) + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n"
                + body + "\n" + elements + "</body>\n</html>\n";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
