package io.schism.harness.disk.fuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The mounts of this machine that are Schism's. Stateless. */
public final class Mounts {
    /** The type under which the kernel lists them. */
    private static final String TYPE = "fuse.schism";

    private static final long PROGRAM_SECONDS = 5;

    private Mounts() {}

    /** Where they are, those of killed runs included. */
    public static List<Path> all() {
        try {
            return Files.readAllLines(Path.of("/proc/self/mounts"), StandardCharsets.UTF_8).stream()
                    .map(line -> line.split(" "))
                    .filter(fields -> fields.length > 2 && fields[2].equals(TYPE))
                    .map(fields -> Path.of(unescaped(fields[1])))
                    .toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length()) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
                continue;
            }
            text.append(field.charAt(i));
        }
        return text.toString();
    }

    /** Takes a mount away, also under whoever still uses it; whether it is gone. */
    public static boolean detach(Path mount) {
        for (String program : List.of("fusermount -u -z", "fusermount3 -u -z", "umount -l")) {
            if (!all().contains(mount)) {
                return true;
            }
            run(program + " " + "\"$0\"", mount);
        }
        return !all().contains(mount);
    }

    private static void run(String script, Path mount) {
        try {
            Process process = new ProcessBuilder("sh", "-c", script, mount.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException absent) {
            return; // there is another way, and whether it worked is looked up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
