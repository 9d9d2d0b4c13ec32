package io.schism.harness.disk;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.Damage.Harm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Damages files of a dead node. Stateless. */
final class DataDamage {
    private static final int BITS = 3;
    private static final int STRETCH = 1 << 16;

    private DataDamage() {}

    /** Damages the newest file of the part; answers what was done. */
    static String inflict(Path root, DataFiles files, Damage damage, long seed) {
        Random random = new Random(seed);
        try {
            Path file = newest(root, files.of(damage.part()))
                    .orElseThrow(() -> new FaultException("there is no "
                            + (damage.part() == Damage.Part.WAL ? "log" : "snapshot") + " under " + root + " yet"));
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long used = used(bytes);
                if (used < 2) {
                    throw new FaultException(file + " is empty, there is nothing in it to damage");
                }
                return (damage.harm() == Harm.FLIP ? flip(bytes, used, random) : cut(bytes, used, random)) + " of "
                        + root.relativize(file);
            }
        } catch (IOException e) {
            throw new FaultException("cannot damage the files under " + root + ": " + e, e);
        }
    }

    private static String flip(RandomAccessFile file, long used, Random random) throws IOException {
        for (int bit = 0; bit < BITS; bit++) {
            long at = random.nextLong(used);
            file.seek(at);
            int before = file.read();
            file.seek(at);
            file.write(before ^ 1 << random.nextInt(8));
        }
        return BITS + " bits flipped in the " + used + " bytes";
    }

    private static String cut(RandomAccessFile file, long used, Random random) throws IOException {
        long keep = used / 2 + random.nextLong(used - used / 2);
        file.setLength(keep);
        return "the last " + (used - keep) + " of the " + used + " bytes cut off";
    }

    /** Where what was written ends: logs are made long in advance, and damage to the empty rest of one would be none. */
    private static long used(RandomAccessFile file) throws IOException {
        byte[] stretch = new byte[STRETCH];
        for (long end = file.length(); end > 0; ) {
            int length = (int) Math.min(STRETCH, end);
            file.seek(end - length);
            file.readFully(stretch, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (stretch[i] != 0) {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    private static Optional<Path> newest(Path root, List<String> patterns) throws IOException {
        for (String pattern : patterns) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            try (Stream<Path> all = Files.walk(root)) {
                Optional<Path> found = all.filter(Files::isRegularFile)
                        .filter(file -> matcher.matches(root.relativize(file)))
                        .max(Comparator.comparing(DataDamage::changed).thenComparing(Comparator.naturalOrder()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
