package io.schism.harness.disk.fuse;

import io.schism.harness.disk.volume.RefusedException;
import io.schism.harness.disk.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jnr.constants.platform.Errno;
import jnr.constants.platform.OpenFlags;
import jnr.ffi.Pointer;
import ru.serce.jnrfuse.FuseFillDir;
import ru.serce.jnrfuse.FuseStubFS;
import ru.serce.jnrfuse.struct.FileStat;
import ru.serce.jnrfuse.struct.FuseFileInfo;
import ru.serce.jnrfuse.struct.Statvfs;
import ru.serce.jnrfuse.struct.Timespec;

/**
 * A volume as the kernel sees it: translates calls, handles and errors. Public for libfuse's binding alone, which looks its methods up.
 * Called by many threads of libfuse.
 */
public final class VolumeFileSystem extends FuseStubFS {
    private static final String ATTRIBUTES = "unix:mode,ino,nlink,uid,gid,size,lastAccessTime,lastModifiedTime,ctime";
    /** On x86-64 and aarch64; {@code O_SYNC} has the bit, too. */
    private static final int O_DSYNC = 0x1000;

    /** Of a mode, all but setuid and setgid: what is kept belongs to us, and nobody is to act as us. */
    private static final int PERMISSIONS = 01777;

    private static final int FALLOCATE_KEEP_SIZE = 1;
    /** {@code UTIME_NOW} and {@code UTIME_OMIT} of utimensat(2). */
    private static final long NOW = (1L << 30) - 1;

    private static final long OMIT = (1L << 30) - 2;

    private final Volume volume;
    private final CountDownLatch mountedLatch = new CountDownLatch(1);

    VolumeFileSystem(Volume volume) {
        this.volume = volume;
    }

    /** Open once the kernel has said hello. */
    CountDownLatch mountedLatch() {
        return mountedLatch;
    }

    /** Work that may fail as files do. */
    @FunctionalInterface
    private interface Work {
        int run() throws IOException;
    }

    private static int answer(Work work) {
        try {
            return work.run();
        } catch (RefusedException e) {
            return switch (e.reason()) {
                case NO_SPACE -> -Errno.ENOSPC.intValue();
                case READ_ONLY -> -Errno.EROFS.intValue();
                case INTERRUPTED -> -Errno.EINTR.intValue();
            };
        } catch (NoSuchFileException e) {
            return -Errno.ENOENT.intValue();
        } catch (FileAlreadyExistsException e) {
            return -Errno.EEXIST.intValue();
        } catch (DirectoryNotEmptyException e) {
            return -Errno.ENOTEMPTY.intValue();
        } catch (NotDirectoryException e) {
            return -Errno.ENOTDIR.intValue();
        } catch (AccessDeniedException e) {
            return -Errno.EACCES.intValue();
        } catch (IOException | RuntimeException e) {
            // Nothing may be thrown into the C library that called.
            return String.valueOf(e.getMessage()).contains("No space left")
                    ? -Errno.ENOSPC.intValue()
                    : -Errno.EIO.intValue();
        }
    }

    private CallingProcess caller() {
        return new CallingProcess(getContext().pid.longValue());
    }

    private static boolean has(FuseFileInfo info, OpenFlags flag) {
        return (info.flags.intValue() & flag.intValue()) != 0;
    }

    private static boolean synchronous(FuseFileInfo info) {
        return (info.flags.intValue() & O_DSYNC) != 0;
    }

    @Override
    public Pointer init(Pointer connection) {
        mountedLatch.countDown();
        return connection;
    }

    /** The server unmounts by itself; the binding's own way does not wait. */
    @Override
    public void umount() {}

    @Override
    protected String getFSName() {
        return "schism";
    }

    @Override
    public int getattr(String path, FileStat stat) {
        return answer(() -> {
            Map<String, Object> known = Files.readAttributes(volume.place(path), ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            long size = number(known, "size");
            stat.st_ino.set(number(known, "ino"));
            stat.st_mode.set(number(known, "mode"));
            stat.st_nlink.set(number(known, "nlink"));
            stat.st_uid.set(number(known, "uid"));
            stat.st_gid.set(number(known, "gid"));
            stat.st_size.set(size);
            stat.st_blksize.set(4096);
            stat.st_blocks.set((size + 511) / 512);
            set(stat.st_atim, time(known, "lastAccessTime"));
            set(stat.st_mtim, time(known, "lastModifiedTime"));
            set(stat.st_ctim, time(known, "ctime"));
            return 0;
        });
    }

    private static long number(Map<String, Object> known, String name) {
        return known.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static FileTime time(Map<String, Object> known, String name) {
        return known.get(name) instanceof FileTime time ? time : FileTime.fromMillis(0);
    }

    private static void set(Timespec target, FileTime time) {
        Instant instant = time.toInstant();
        target.tv_sec.set(instant.getEpochSecond());
        target.tv_nsec.set(instant.getNano());
    }

    @Override
    public int readdir(String path, Pointer buffer, FuseFillDir fill, long offset, FuseFileInfo info) {
        return answer(() -> {
            fill.apply(buffer, ".", null, 0);
            fill.apply(buffer, "..", null, 0);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(volume.place(path))) {
                for (Path entry : entries) {
                    fill.apply(buffer, entry.getFileName().toString(), null, 0);
                }
            }
            return 0;
        });
    }

    @Override
    public int readlink(String path, Pointer buffer, long size) {
        return answer(() -> {
            byte[] target =
                    Files.readSymbolicLink(volume.place(path)).toString().getBytes(StandardCharsets.UTF_8);
            int length = (int) Math.min(target.length, size - 1);
            buffer.put(0, target, 0, length);
            buffer.putByte(length, (byte) 0);
            return 0;
        });
    }

    @Override
    public int open(String path, FuseFileInfo info) {
        return answer(() -> {
            boolean writes = has(info, OpenFlags.O_WRONLY) || has(info, OpenFlags.O_RDWR);
            info.fh.set(volume.open(path, writes, synchronous(info), caller()));
            return 0;
        });
    }

    @Override
    public int create(String path, long mode, FuseFileInfo info) {
        return answer(() -> {
            info.fh.set(volume.create(path, (int) mode & PERMISSIONS, synchronous(info), caller()));
            return 0;
        });
    }

    @Override
    public int mknod(String path, long mode, long device) {
        return answer(() -> {
            volume.close(volume.create(path, (int) mode & PERMISSIONS, false, caller()));
            return 0;
        });
    }

    @Override
    public int release(String path, FuseFileInfo info) {
        return answer(() -> {
            volume.close(info.fh.longValue());
            return 0;
        });
    }

    @Override
    public int read(String path, Pointer buffer, long size, long offset, FuseFileInfo info) {
        return answer(() -> {
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            volume.read(info.fh.longValue(), bytes, offset, caller());
            buffer.put(0, bytes.array(), 0, bytes.position());
            return bytes.position();
        });
    }

    @Override
    public int write(String path, Pointer buffer, long size, long offset, FuseFileInfo info) {
        return answer(() -> {
            byte[] bytes = new byte[(int) size];
            buffer.get(0, bytes, 0, bytes.length);
            return volume.write(info.fh.longValue(), ByteBuffer.wrap(bytes), offset, caller());
        });
    }

    @Override
    public int fsync(String path, int dataOnly, FuseFileInfo info) {
        return answer(() -> {
            volume.sync(info.fh.longValue(), dataOnly != 0, caller());
            return 0;
        });
    }

    @Override
    public int fsyncdir(String path, FuseFileInfo info) {
        return answer(() -> {
            volume.syncDirectory(caller());
            return 0;
        });
    }

    @Override
    public int flush(String path, FuseFileInfo info) {
        return 0;
    }

    @Override
    public int opendir(String path, FuseFileInfo info) {
        return 0;
    }

    @Override
    public int releasedir(String path, FuseFileInfo info) {
        return 0;
    }

    @Override
    public int truncate(String path, long size) {
        return answer(() -> {
            volume.resize(path, size, caller());
            return 0;
        });
    }

    @Override
    public int ftruncate(String path, long size, FuseFileInfo info) {
        return answer(() -> {
            volume.resize(info.fh.longValue(), size, caller());
            return 0;
        });
    }

    @Override
    public int fallocate(String path, int mode, long offset, long length, FuseFileInfo info) {
        if (mode != 0 && mode != FALLOCATE_KEEP_SIZE) {
            return -Errno.EOPNOTSUPP.intValue();
        }
        return answer(() -> {
            volume.reserve(info.fh.longValue(), mode == 0 ? offset + length : 0, caller());
            return 0;
        });
    }

    @Override
    public int mkdir(String path, long mode) {
        return answer(() -> {
            volume.createDirectory(path, (int) mode & PERMISSIONS, caller());
            return 0;
        });
    }

    @Override
    public int unlink(String path) {
        return answer(() -> {
            volume.remove(path, caller());
            return 0;
        });
    }

    @Override
    public int rmdir(String path) {
        return unlink(path);
    }

    @Override
    public int rename(String from, String to) {
        return answer(() -> {
            volume.rename(from, to, caller());
            return 0;
        });
    }

    @Override
    public int link(String from, String to) {
        return answer(() -> {
            volume.link(from, to, caller());
            return 0;
        });
    }

    @Override
    public int symlink(String target, String path) {
        return answer(() -> {
            volume.symlink(target, path, caller());
            return 0;
        });
    }

    @Override
    public int chmod(String path, long mode) {
        return answer(() -> {
            volume.attribute(path, "mode", (int) mode & PERMISSIONS, caller());
            return 0;
        });
    }

    @Override
    public int chown(String path, long user, long group) {
        return answer(() -> {
            if ((int) user != -1) {
                volume.attribute(path, "uid", (int) user, caller());
            }
            if ((int) group != -1) {
                volume.attribute(path, "gid", (int) group, caller());
            }
            return 0;
        });
    }

    @Override
    public int utimens(String path, Timespec[] times) {
        return answer(() -> {
            touch(path, "lastAccessTime", times[0]);
            touch(path, "lastModifiedTime", times[1]);
            return 0;
        });
    }

    private void touch(String path, String attribute, Timespec time) throws IOException {
        long nanos = time.tv_nsec.longValue();
        if (nanos == OMIT) {
            return;
        }
        Instant instant = nanos == NOW ? Instant.now() : Instant.ofEpochSecond(time.tv_sec.longValue(), nanos);
        volume.attribute(path, attribute, FileTime.from(instant), caller());
    }

    @Override
    public int statfs(String path, Statvfs answer) {
        return answer(() -> {
            FileStore store = Files.getFileStore(volume.place(path));
            long block = 4096;
            answer.f_bsize.set(block);
            answer.f_frsize.set(block);
            answer.f_blocks.set(store.getTotalSpace() / block);
            answer.f_bfree.set(volume.full() ? 0 : store.getUnallocatedSpace() / block);
            answer.f_bavail.set(volume.full() ? 0 : store.getUsableSpace() / block);
            answer.f_namemax.set(255);
            return 0;
        });
    }
}
