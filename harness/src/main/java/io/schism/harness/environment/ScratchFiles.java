package io.schism.harness.environment;

import io.schism.results.store.DirectoryTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files whose names say which process made them, {@code schism-snapshot-4711-…}, so that what a killed one left can be told from
 * what a living one needs. Who makes one removes it. Stateless.
 */
public final class ScratchFiles {
    private static final Pattern NAME = Pattern.compile("schism-[a-z]+-(\\d+)-.*");

    private ScratchFiles() {}

    /** An empty file; {@code kind} is a word in small letters. */
    public static Path file(String kind, String suffix) throws IOException {
        return Files.createTempFile(prefix(kind), suffix);
    }

    /** An empty folder; {@code kind} is a word in small letters. */
    public static Path folder(String kind) throws IOException {
        return Files.createTempDirectory(prefix(kind));
    }

    /**
     * Removes what processes of this user left that live no more.
     *
     * @return what was done, a line each
     */
    public static List<String> removeOfTheDead() {
        return removeOfTheDead(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    static List<String> removeOfTheDead(Path place) {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, "schism-*")) {
            for (Path entry : entries) {
                if (makerIsDead(entry) && ours(entry)) {
                    lines.add(remove(entry));
                }
            }
        } catch (IOException e) {
            lines.add(place + " cannot be looked through for temporary files (" + e + ")");
        }
        return lines;
    }

    private static String prefix(String kind) {
        return "schism-" + kind + "-" + ProcessHandle.current().pid() + "-";
    }

    private static boolean makerIsDead(Path entry) {
        Matcher name = NAME.matcher(String.valueOf(entry.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    /** Anybody can make a file of such a name where all users keep theirs. */
    private static boolean ours(Path entry) throws IOException {
        return Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static String remove(Path entry) {
        try {
            DirectoryTree.remove(entry);
            return "removed " + entry;
        } catch (IOException e) {
            return entry + " is not removed (" + e + "); remove it by hand";
        }
    }
}
