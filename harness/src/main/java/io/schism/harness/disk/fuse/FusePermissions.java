package io.schism.harness.disk.fuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine lets its users do with mounts of their own. Stateless. */
public final class FusePermissions {
    private static final Path SETTINGS = Path.of("/etc/fuse.conf");

    private FusePermissions() {}

    /** Whether other users may be let into a mount of ours: always for root, by a line in a file for the rest. */
    public static boolean othersMayLook() {
        if (root()) {
            return true;
        }
        try {
            return Files.readAllLines(SETTINGS).stream()
                    .anyMatch(line -> line.strip().equals("user_allow_other"));
        } catch (IOException absent) {
            return false;
        }
    }

    private static boolean root() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).intValue() == 0;
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
