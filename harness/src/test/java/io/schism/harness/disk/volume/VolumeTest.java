package io.schism.harness.disk.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.Await;
import io.schism.harness.disk.volume.RefusedException.Reason;
import io.schism.nemesis.target.DiskTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class VolumeTest {
    private static final Caller ALIVE = () -> false;

    @TempDir
    Path root;

    private Volume volume;

    @BeforeEach
    void openVolume() {
        volume = new Volume(root);
    }

    @Test
    void losesWhatWasWrittenSinceTheSync() throws IOException {
        long file = volume.create("/log", 0600, false, ALIVE);
        write(file, "durable", 0);
        volume.sync(file, true, ALIVE);
        write(file, "LOST", 2);
        write(file, "appended", 7);

        long lost = volume.loseUnsynced();

        assertThat(lost).isEqualTo(12);
        assertThat(root.resolve("log")).hasContent("durable");
    }

    @Test
    void leavesAFileThatWasNeverSyncedEmpty() throws IOException {
        write(volume.create("/new", 0600, false, ALIVE), "gone", 0);
        volume.rename("/new", "/renamed", ALIVE);

        volume.loseUnsynced();

        assertThat(root.resolve("renamed")).isEmptyFile();
    }

    @Test
    void keepsWhatWasWrittenBackOrWrittenSynchronously() throws IOException {
        write(volume.create("/back", 0600, false, ALIVE), "kept", 0);
        volume.writeBack();
        write(volume.create("/synchronous", 0600, true, ALIVE), "kept", 0);

        volume.loseUnsynced();

        assertThat(root.resolve("back")).hasContent("kept");
        assertThat(root.resolve("synchronous")).hasContent("kept");
    }

    @Test
    void takesAFileOfAnOldNumberForANewOne() throws IOException {
        long old = volume.create("/a", 0600, false, ALIVE);
        write(old, "0123456789", 0);
        volume.sync(old, false, ALIVE);
        volume.close(old);
        volume.remove("/a", ALIVE);
        write(volume.create("/b", 0600, false, ALIVE), "new", 0);

        volume.loseUnsynced();

        assertThat(root.resolve("b")).isEmptyFile();
    }

    /** Against the plainest model there is: what the file holds, and what it held at the last sync. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTwoCopiesOfTheFile(long seed) throws IOException {
        Random random = new Random(seed);
        long file = volume.create("/f", 0600, false, ALIVE);
        byte[] now = new byte[0];
        byte[] durable = now;
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    now = Arrays.copyOf(now, random.nextInt(30_000));
                    volume.resize(file, now.length, ALIVE);
                }
                case 1 -> {
                    volume.sync(file, random.nextBoolean(), ALIVE);
                    durable = now.clone();
                }
                case 2 -> {
                    volume.loseUnsynced();
                    now = durable.clone();
                }
                case 3 -> {
                    volume.reserve(file, 20_000, ALIVE);
                    now = Arrays.copyOf(now, Math.max(now.length, 20_000));
                }
                default -> {
                    byte[] bytes = new byte[1 + random.nextInt(9_000)];
                    random.nextBytes(bytes);
                    int offset = random.nextInt(25_000);
                    volume.write(file, ByteBuffer.wrap(bytes), offset, ALIVE);
                    now = Arrays.copyOf(now, Math.max(now.length, offset + bytes.length));
                    System.arraycopy(bytes, 0, now, offset, bytes.length);
                }
            }
            assertThat(Files.readAllBytes(root.resolve("f"))).as("step " + step).isEqualTo(now);
        }
    }

    @Test
    void refusesEveryWriteWhenFullAndReadsOn() throws IOException {
        long file = volume.create("/f", 0600, false, ALIVE);
        write(file, "before", 0);
        long trouble = volume.trouble(new DiskTrouble.Full());

        refused(Reason.NO_SPACE, () -> write(file, "x", 0));
        refused(Reason.NO_SPACE, () -> volume.create("/g", 0600, false, ALIVE));

        assertThat(read(file)).isEqualTo("before");
        assertThat(volume.full()).isTrue();
        assertThat(volume.affected(trouble)).isEqualTo(2);
        volume.heal(trouble);
        write(file, "after!", 0);
        assertThat(volume.full()).isFalse();
    }

    @Test
    void refusesEveryChangeWhenReadOnly() throws IOException {
        long file = volume.create("/f", 0600, false, ALIVE);
        long trouble = volume.trouble(new DiskTrouble.ReadOnly());

        refused(Reason.READ_ONLY, () -> write(file, "x", 0));
        refused(Reason.READ_ONLY, () -> volume.remove("/f", ALIVE));
        refused(Reason.READ_ONLY, () -> volume.open("/f", true, false, ALIVE));
        volume.sync(file, true, ALIVE);

        assertThat(volume.affected(trouble)).isEqualTo(3);
    }

    @Test
    void holdsAHungWriteUntilItIsHealed() throws Exception {
        long file = volume.create("/f", 0600, false, ALIVE);
        long trouble = volume.trouble(new DiskTrouble.Hung());
        CompletableFuture<Integer> write = CompletableFuture.supplyAsync(() -> unchecked(() -> write(file, "late", 0)));
        awaitAffected(trouble, 1);

        assertThat(write).isNotDone();
        volume.healAll();

        assertThat(write.get(10, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(root.resolve("f")).hasContent("late");
    }

    @Test
    void letsGoOfACallerThatIsKilledWhileItHangs() throws IOException {
        long file = volume.create("/f", 0600, false, ALIVE);
        volume.trouble(new DiskTrouble.Hung());

        refused(Reason.INTERRUPTED, () -> volume.write(file, ByteBuffer.wrap(new byte[1]), 0, () -> true));

        assertThat(root.resolve("f")).isEmptyFile();
    }

    @Test
    void countsWhatItHoldsUp() throws IOException {
        long file = volume.create("/f", 0600, false, ALIVE);
        long slow = volume.trouble(new DiskTrouble.SlowSync(Duration.ofMillis(5)));
        long throttled = volume.trouble(new DiskTrouble.Throttled(200));

        for (int i = 0; i < 5; i++) {
            write(file, "x", i);
        }
        volume.sync(file, true, ALIVE);

        assertThat(volume.affected(slow)).isEqualTo(1);
        assertThat(volume.affected(throttled)).isBetween(1L, 5L);
    }

    private void awaitAffected(long trouble, long count) {
        Await.until("the trouble has hit " + count, () -> volume.affected(trouble) >= count);
    }

    private int write(long file, String text, long offset) throws IOException {
        return volume.write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), offset, ALIVE);
    }

    private String read(long file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        volume.read(file, bytes, 0, ALIVE);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static void refused(Reason reason, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private interface Deed {
        int run() throws IOException;
    }

    private static int unchecked(Deed deed) {
        try {
            return deed.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
