package io.schism.harness.cli;

/** What the standard streams are connected to. Stateless. */
final class Terminal {
    private Terminal() {}

    /** Whether lines may be overwritten and painted: there is a terminal, and nobody asked for plain text (no-color.org). */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on the launcher's -Djdk.console=java.base keeps the answer
    static boolean hasColours() {
        return System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }
}
