package io.schism.harness.disk;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.Damage.Done;
import io.schism.nemesis.target.Damage.Harm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Damages files of a dead node. Stateless. */
final class DataDamage {
    private static final int STRETCH = 1 << 16;

    private DataDamage() {}

    /** Damages the newest file of the part; answers what was done, as read back. */
    static Done inflict(Path root, DataFiles files, Damage damage, long seed) {
        Random random = new Random(seed);
        try {
            Path file = newest(root, files.of(damage.part()))
                    .orElseThrow(() -> new FaultException("there is no "
                            + (damage.part() == Damage.Part.WAL ? "log" : "snapshot") + " under " + root + " yet"));
            Done done = damage.harm() == Harm.FLIP ? flip(file, damage.bits(), random) : cut(file, random);
            if (done.changed() == 0) {
                throw new FaultException(file + " reads as before, the damage did not reach it");
            }
            return new Done(done.sentence() + " of " + root.relativize(file), done.changed());
        } catch (IOException e) {
            throw new FaultException("cannot damage the files under " + root + ": " + e, e);
        }
    }

    private static Done flip(Path path, int bits, Random random) throws IOException {
        Map<Long, Integer> before = new LinkedHashMap<>();
        long used;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            used = usedAtLeastTwo(file, path);
            // One bit a byte: two flips of one bit would be none.
            while (before.size() < Math.min(bits, used)) {
                long at = random.nextLong(used);
                if (!before.containsKey(at)) {
                    before.put(at, flipped(file, at, random.nextInt(8)));
                }
            }
            file.getFD().sync();
        }
        return new Done(before.size() + " bits flipped in the " + used + " bytes", readOtherwise(path, before));
    }

    /** Turns one bit over; answers what the byte was before. */
    private static int flipped(RandomAccessFile file, long at, int bit) throws IOException {
        file.seek(at);
        int before = file.read();
        file.seek(at);
        file.write(before ^ 1 << bit);
        return before;
    }

    private static long readOtherwise(Path path, Map<Long, Integer> before) throws IOException {
        long changed = 0;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (Map.Entry<Long, Integer> was : before.entrySet()) {
                file.seek(was.getKey());
                changed += file.read() == was.getValue() ? 0 : 1;
            }
        }
        return changed;
    }

    private static Done cut(Path path, Random random) throws IOException {
        long used;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            used = usedAtLeastTwo(file, path);
            file.setLength(used / 2 + random.nextLong(used - used / 2));
            file.getFD().sync();
        }
        long gone = used - Files.size(path);
        return new Done("the last " + gone + " of the " + used + " bytes cut off", gone);
    }

    private static long usedAtLeastTwo(RandomAccessFile file, Path path) throws IOException {
        long used = used(file);
        if (used < 2) {
            throw new FaultException(path + " is empty, there is nothing in it to damage");
        }
        return used;
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
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
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
