package io.schism.harness.disk.fuse;

import io.schism.nemesis.target.DiskTrouble;
import java.time.Duration;

/** A trouble in one line, between the harness and the disk server: {@code slow-fsync 500}. Stateless. */
public final class TroubleText {
    private TroubleText() {}

    /** Its kind, and its number where it has one: milliseconds, or writes a second. */
    public static String of(DiskTrouble trouble) {
        if (trouble instanceof DiskTrouble.SlowSync slow) {
            return trouble.kind() + " " + slow.delay().toMillis();
        }
        if (trouble instanceof DiskTrouble.Throttled throttled) {
            return trouble.kind() + " " + throttled.writesPerSecond();
        }
        return trouble.kind() + " 0";
    }

    /** The reverse. */
    static DiskTrouble parse(String kind, long number) {
        return switch (kind) {
            case "full" -> new DiskTrouble.Full();
            case "slow-fsync" -> new DiskTrouble.SlowSync(Duration.ofMillis(number));
            case "hung" -> new DiskTrouble.Hung();
            case "throttled" -> new DiskTrouble.Throttled((int) number);
            case "read-only" -> new DiskTrouble.ReadOnly();
            default -> throw new IllegalArgumentException("trouble (" + kind + ") is not known");
        };
    }
}
