package io.schism.harness.disk.fuse;

import io.schism.harness.disk.volume.Volume;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The program that keeps the disks of one run mounted. Arguments: {@code strangers} when processes of other users will use them, else
 * {@code own}; then name, directory and mount point of every disk. It writes {@code ready}
 * or {@code failed WHY}, then answers every line on its standard input with {@code ok …} or {@code failed WHY}:
 *
 * <pre>
 * trouble NAME KIND NUMBER   puts a trouble in force; answers with its number
 * affected NAME TROUBLE      answers how much it has hit
 * heal NAME TROUBLE
 * lose NAME                  forgets what was not synced; answers how many bytes
 * </pre>
 *
 * <p>When its input ends, be it that the harness was killed, it heals all, unmounts all and ends.
 */
public final class DiskServer {
    /** Only processes of the user who mounts may use the disks. */
    public static final String OWN = "own";

    /** Those of other users, too, as far as the modes of the files let them. */
    public static final String STRANGERS = "strangers";

    /** How long a kernel with ordinary settings of ext4 lets a change wait before it is written by itself. */
    private static final long WRITE_BACK_SECONDS = 5;

    private static final long HELLO_SECONDS = 10;

    private final Map<String, Volume> volumes = new LinkedHashMap<>();

    private DiskServer() {}

    /** Runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        DiskServer server = new DiskServer();
        Map<Path, VolumeFileSystem> mounts = new LinkedHashMap<>();
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            say(out, server.mount(arguments, mounts).map(why -> "failed " + why).orElse("ready"));
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                say(out, server.obey(line));
            }
        } finally {
            // The other end of the answers may be gone, too, and the mounts must go nevertheless.
            server.volumes.values().forEach(Volume::healAll);
            mounts.keySet().forEach(Mounts::detach);
        }
        // Threads of libfuse may still be in the middle of a call that nobody waits for.
        Runtime.getRuntime().halt(0);
    }

    private static void say(FileOutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Why it could not be done, or empty when all are mounted. */
    private Optional<String> mount(String[] arguments, Map<Path, VolumeFileSystem> mounts) {
        ScheduledExecutorService kernel = Executors.newSingleThreadScheduledExecutor(DiskServer::daemon);
        String[] options = options(arguments[0].equals(STRANGERS));
        for (int i = 1; i + 2 < arguments.length; i += 3) {
            Volume volume = new Volume(Path.of(arguments[i + 1]));
            Path point = Path.of(arguments[i + 2]);
            try {
                VolumeFileSystem files = new VolumeFileSystem(volume);
                volumes.put(arguments[i], volume);
                mounts.put(point, files);
                Thread loop = daemon(() -> files.mount(point, true, false, options));
                loop.start();
                if (!mounted(files, loop)) {
                    return Optional.of("the kernel does not let us mount");
                }
            } catch (UnsatisfiedLinkError missing) {
                return Optional.of("libfuse.so.2 is not installed");
            }
            var unused = kernel.scheduleWithFixedDelay(
                    volume::writeBack, WRITE_BACK_SECONDS, WRITE_BACK_SECONDS, TimeUnit.SECONDS);
        }
        return Optional.empty();
    }

    private static boolean mounted(VolumeFileSystem files, Thread loop) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HELLO_SECONDS);
        try {
            while (!files.mountedLatch().await(10, TimeUnit.MILLISECONDS)) {
                if (!loop.isAlive() || System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Nothing is cached but what files hold, which the kernel throws away when they are opened: a loss changes sizes behind its back. Others than
     * the one who mounts may look in where a container's root is to, who is another user than ours; then the kernel asks the modes of the
     * files, because all that we do for any user we do with our own rights.
     */
    private static String[] options(boolean strangers) {
        String others = strangers ? ",allow_other,default_permissions" : "";
        return new String[] {
            "-o", "fsname=schism,subtype=schism,big_writes,attr_timeout=0,entry_timeout=0,negative_timeout=0" + others
        };
    }

    private String obey(String line) {
        List<String> words = List.of(line.split(" "));
        Volume volume = words.size() < 2 ? null : volumes.get(words.get(1));
        if (volume == null) {
            return "failed there is no such disk: " + line;
        }
        try {
            return "ok "
                    + switch (words.get(0)) {
                        case "trouble" -> volume.trouble(TroubleText.parse(words.get(2), Long.parseLong(words.get(3))));
                        case "affected" -> volume.affected(Long.parseLong(words.get(2)));
                        case "heal" -> {
                            volume.heal(Long.parseLong(words.get(2)));
                            yield 0L;
                        }
                        case "lose" -> volume.loseUnsynced();
                        default -> throw new IllegalArgumentException("what is " + words.get(0) + "?");
                    };
        } catch (IOException | IllegalArgumentException e) {
            return "failed " + String.valueOf(e).replace('\n', ' ');
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "schism-disk");
        thread.setDaemon(true);
        return thread;
    }
}
