package io.schism.harness.cli;

/** What the standard streams are connected to. Stateless. */
final class Terminal {
    private Terminal() {}

    /** Whether lines may be overwritten and painted: there is a terminal, and nobody asked for plain text (no-color.org). */
    static boolean hasColours() {
        return System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }
}
