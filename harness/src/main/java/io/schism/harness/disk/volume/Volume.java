package io.schism.harness.disk.volume;

import io.schism.nemesis.target.DiskTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * The disk of one node over a directory. Every deed passes through the troubles in force, then goes to the file at once; what
 * {@link #loseUnsynced} would take back is remembered beside it.
 *
 * <p>What a loss leaves: of every file what was synced ({@code fsync}, {@code fdatasync}, {@code O_SYNC}, {@code O_DSYNC}) or written back
 * ({@link #writeBack}, as a kernel does by itself after a while), page by page, with the size it had then. Directories are durable at
 * once, as on a journalling file system whose journal is written by the next sync of any file: a file that was created or renamed is
 * there after a loss, perhaps empty, and one that was removed is gone.
 *
 * <p>Full means that no block can be had, and that every write needs one, as on storage that copies on write: on a disk that keeps its word
 * about reserved space a log that reserves megabytes in advance, as those of etcd and Ratis, would not notice for minutes. Safe for several
 * threads.
 */
public final class Volume {
    private static final String INODE = "unix:ino";

    private final Path root;
    private final Map<Long, Durability> durabilities = new ConcurrentHashMap<>();
    private final Map<Long, OpenFile> open = new ConcurrentHashMap<>();
    private final Map<Long, Ailment> ailments = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    /** Changes of files share it; a loss and a write-back, which concern all files at one moment, have it alone. */
    private final ReadWriteLock moment = new ReentrantReadWriteLock();

    /** The disk whose files are kept under this directory. */
    public Volume(Path root) {
        this.root = root;
    }

    /** Where a file of this disk is kept. */
    public Path place(String path) {
        return root.resolve(path.substring(1));
    }

    /** Puts a trouble in force; the answer is its number for {@link #affected} and {@link #heal}. */
    public long trouble(DiskTrouble trouble) {
        long number = numbers.incrementAndGet();
        ailments.put(number, Ailment.of(trouble));
        return number;
    }

    /** How many deeds this trouble has failed or held up, while it is in force. */
    public long affected(long trouble) {
        Ailment ailment = ailments.get(trouble);
        return ailment == null ? 0 : ailment.affected();
    }

    /** Ends a trouble, and lets go whom it holds. Does nothing when it has ended. */
    public void heal(long trouble) {
        Ailment ailment = ailments.remove(trouble);
        if (ailment != null) {
            ailment.end();
        }
    }

    /** Ends all troubles. */
    public void healAll() {
        ailments.keySet().forEach(this::heal);
    }

    /** Whether space is short now, for who asks how much is left. */
    public boolean full() {
        return ailments.values().stream().anyMatch(Ailment::takesSpaceAway);
    }

    /** What a kernel does by itself every few seconds: everything written so far is durable. */
    public void writeBack() {
        if (!ailments.values().stream().allMatch(Ailment::writesBack)) {
            return;
        }
        moment.writeLock().lock();
        try {
            durabilities.values().forEach(Durability::settle);
        } finally {
            moment.writeLock().unlock();
        }
    }

    /** Forgets what was written and is not durable; answers how many bytes those were. */
    public long loseUnsynced() throws IOException {
        moment.writeLock().lock();
        try (Stream<Path> files = Files.walk(root)) {
            long lost = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Durability durability = durabilities.get(inode(file));
                    lost += durability == null ? 0 : durability.restore(file);
                }
            }
            return lost;
        } finally {
            moment.writeLock().unlock();
        }
    }

    /** Opens a file that is there; answers with its handle. */
    public long open(String path, boolean writes, boolean synchronous, Caller caller) throws IOException {
        if (writes) {
            meet(Deed.OPEN_TO_WRITE, caller);
        }
        Path file = place(path);
        FileChannel channel = channel(file, writes, Set.of());
        return register(channel, durability(file, channel.size()), synchronous);
    }

    /** Makes an empty file and opens it; answers with its handle. */
    public long create(String path, int mode, boolean synchronous, Caller caller) throws IOException {
        meet(Deed.CREATE, caller);
        Path file = place(path);
        FileChannel channel = channel(file, true, Set.of(StandardOpenOption.CREATE));
        Files.setAttribute(file, "unix:mode", mode);
        Durability durability = new Durability(channel.size());
        durabilities.put(inode(file), durability);
        return register(channel, durability, synchronous);
    }

    private static FileChannel channel(Path file, boolean writes, Set<OpenOption> more) throws IOException {
        Set<OpenOption> options = new HashSet<>(more);
        options.add(StandardOpenOption.READ);
        if (writes) {
            options.add(StandardOpenOption.WRITE);
        }
        return FileChannel.open(file, options);
    }

    private long register(FileChannel channel, Durability durability, boolean synchronous) {
        long handle = numbers.incrementAndGet();
        open.put(handle, new OpenFile(channel, durability, synchronous));
        return handle;
    }

    /** Ends the use of a handle. */
    public void close(long handle) throws IOException {
        OpenFile file = open.remove(handle);
        if (file != null) {
            file.channel().close();
        }
    }

    /** Fills the buffer from there on, as far as the file goes. */
    public void read(long handle, ByteBuffer bytes, long offset, Caller caller) throws IOException {
        OpenFile file = opened(handle);
        meet(Deed.READ, caller);
        long at = offset;
        while (bytes.hasRemaining()) {
            int read = file.channel().read(bytes, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    /** Writes all of the buffer there, or nothing. */
    public int write(long handle, ByteBuffer bytes, long offset, Caller caller) throws IOException {
        OpenFile file = opened(handle);
        meet(Deed.WRITE, caller);
        int written;
        moment.readLock().lock();
        try {
            written = file.durability().write(file.channel(), bytes, offset);
        } finally {
            moment.readLock().unlock();
        }
        if (file.synchronous()) {
            sync(handle, true, caller);
        }
        return written;
    }

    /** Makes everything durable that was written to the file, by whomever. */
    public void sync(long handle, boolean dataOnly, Caller caller) throws IOException {
        OpenFile file = opened(handle);
        meet(Deed.SYNC, caller);
        moment.readLock().lock();
        try {
            file.durability().settle(file.channel(), dataOnly);
        } finally {
            moment.readLock().unlock();
        }
    }

    /** The sync of a directory, which is durable anyway; a slow disk is slow at it, too. */
    public void syncDirectory(Caller caller) throws IOException {
        meet(Deed.SYNC, caller);
    }

    /** Cuts or lengthens an open file. */
    public void resize(long handle, long size, Caller caller) throws IOException {
        meet(Deed.CHANGE, caller);
        resize(opened(handle), size);
    }

    /** Cuts or lengthens a file. */
    public void resize(String path, long size, Caller caller) throws IOException {
        meet(Deed.CHANGE, caller);
        Path file = place(path);
        try (FileChannel channel = channel(file, true, Set.of())) {
            resize(new OpenFile(channel, durability(file, channel.size()), false), size);
        }
    }

    private void resize(OpenFile file, long size) throws IOException {
        moment.readLock().lock();
        try {
            file.durability().resize(file.channel(), size);
        } finally {
            moment.readLock().unlock();
        }
    }

    /** Sets space aside and makes the file at least so long. */
    public void reserve(long handle, long size, Caller caller) throws IOException {
        OpenFile file = opened(handle);
        meet(Deed.CREATE, caller);
        if (size > file.channel().size()) {
            resize(file, size);
        }
    }

    /** How long an open file is. */
    public long size(long handle) throws IOException {
        return opened(handle).channel().size();
    }

    /** A directory more. */
    public void createDirectory(String path, int mode, Caller caller) throws IOException {
        meet(Deed.CREATE, caller);
        Files.createDirectory(place(path));
        Files.setAttribute(place(path), "unix:mode", mode);
    }

    /** A file or an empty directory less. */
    public void remove(String path, Caller caller) throws IOException {
        meet(Deed.CHANGE, caller);
        Path file = place(path);
        forgetIfLast(file);
        Files.delete(file);
    }

    /** Another name, over whatever had it. */
    public void rename(String from, String to, Caller caller) throws IOException {
        meet(Deed.CHANGE, caller);
        Path target = place(to);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            forgetIfLast(target);
        }
        Files.move(place(from), target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A second name. */
    public void link(String from, String to, Caller caller) throws IOException {
        meet(Deed.CREATE, caller);
        Files.createLink(place(to), place(from));
    }

    /** A name that points to another. */
    public void symlink(String target, String path, Caller caller) throws IOException {
        meet(Deed.CREATE, caller);
        Files.createSymbolicLink(place(path), Path.of(target));
    }

    /** Sets what is known about a file: {@code mode}, {@code uid}, {@code gid}, {@code lastModifiedTime}, … */
    public void attribute(String path, String name, Object value, Caller caller) throws IOException {
        meet(Deed.CHANGE, caller);
        Files.setAttribute(place(path), "unix:" + name, value, LinkOption.NOFOLLOW_LINKS);
    }

    /** The number of a removed file is given to the next: what is known about the one must not be believed of the other. */
    private void forgetIfLast(Path file) throws IOException {
        if (((Number) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS)).intValue() == 1) {
            durabilities.remove(inode(file));
        }
    }

    private Durability durability(Path file, long size) throws IOException {
        return durabilities.computeIfAbsent(inode(file), inode -> new Durability(size));
    }

    private static long inode(Path file) throws IOException {
        return ((Number) Files.getAttribute(file, INODE, LinkOption.NOFOLLOW_LINKS)).longValue();
    }

    private OpenFile opened(long handle) throws IOException {
        OpenFile file = open.get(handle);
        if (file == null) {
            throw new NoSuchFileException("handle " + handle);
        }
        return file;
    }

    private void meet(Deed deed, Caller caller) throws IOException {
        for (Ailment ailment : List.copyOf(ailments.values())) {
            ailment.meet(deed, caller);
        }
    }
}
