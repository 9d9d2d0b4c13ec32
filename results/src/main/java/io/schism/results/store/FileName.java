package io.schism.results.store;

/** Turns any name into one that is a single, visible, portable path segment. */
final class FileName {
    private static final int LONGEST = 80;

    private FileName() {}

    /**
     * The name with everything but letters, digits, {@code .}, {@code _} and {@code -} replaced by {@code -}. It never begins with a dot,
     * so it is neither hidden nor a way up.
     */
    static String of(String name) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < name.length() && safe.length() < LONGEST; i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean inner = c == '.' || c == '_' || c == '-';
            safe.append(plain || (inner && !safe.isEmpty()) ? c : '-');
        }
        return safe.isEmpty() ? "unnamed" : safe.toString();
    }
}
