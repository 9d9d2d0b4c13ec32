package io.schism.harness.disk.volume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What of one file would be there after a power failure: its durable size, and the durable content of every page that was changed since.
 * The file itself holds what was written last, so nothing but a loss has to put anything back. Safe for several threads.
 */
final class Durability {
    static final int PAGE = 4096;
    private static final byte[] HOLE = new byte[0];

    /** Pages in which something was written: of the others it is known that they hold nothing but zeros. */
    private final BitSet blocks = new BitSet();

    private final Map<Integer, byte[]> before = new HashMap<>();
    private long durableSize;
    private long size;
    private long unsynced;

    /** A file that is there and durable. */
    Durability(long size) {
        this.size = size;
        durableSize = size;
        blocks.set(0, pages(size));
    }

    synchronized int write(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
        int length = bytes.remaining();
        int end = pages(offset + length);
        for (int page = page(offset); page < end; page++) {
            remember(file, page);
        }
        long at = offset;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        blocks.set(page(offset), end);
        size = Math.max(size, at);
        unsynced += length;
        return length;
    }

    /** Makes the file so long; longer by a hole. */
    synchronized void resize(FileChannel file, long wanted) throws IOException {
        if (wanted > size) {
            file.write(ByteBuffer.wrap(new byte[1]), wanted - 1);
            size = wanted;
            return;
        }
        int end = Math.min(pages(size), pages(durableSize));
        for (int page = page(wanted); page < end; page++) {
            remember(file, page);
        }
        file.truncate(wanted);
        size = wanted;
        blocks.clear(pages(wanted), Math.max(pages(wanted), blocks.length()));
    }

    /** Everything written so far is durable from now on. */
    synchronized void settle() {
        before.clear();
        durableSize = size;
        unsynced = 0;
    }

    /** The same, once the file's own disk has it. */
    synchronized void settle(FileChannel file, boolean dataOnly) throws IOException {
        file.force(!dataOnly);
        settle();
    }

    /** Brings the file back to what is durable; answers how many bytes were written since. */
    synchronized long restore(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(durableSize);
            for (Map.Entry<Integer, byte[]> entry : before.entrySet()) {
                int page = entry.getKey();
                long start = (long) page * PAGE;
                byte[] content = entry.getValue();
                file.seek(start);
                file.write(content == HOLE ? new byte[(int) Math.min(PAGE, durableSize - start)] : content);
                blocks.set(page, content != HOLE);
            }
        }
        blocks.clear(pages(durableSize), Math.max(pages(durableSize), blocks.length()));
        long lost = unsynced;
        size = durableSize;
        before.clear();
        unsynced = 0;
        return lost;
    }

    private void remember(FileChannel file, int page) throws IOException {
        long start = (long) page * PAGE;
        if (start >= durableSize || before.containsKey(page)) {
            return;
        }
        if (!blocks.get(page)) {
            before.put(page, HOLE);
            return;
        }
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(PAGE, durableSize - start));
        while (content.hasRemaining() && file.read(content, start + content.position()) > 0) {}
        before.put(page, content.array());
    }

    private static int page(long offset) {
        return Math.toIntExact(offset / PAGE);
    }

    /** How many pages so many bytes need. */
    private static int pages(long bytes) {
        return Math.toIntExact((bytes + PAGE - 1) / PAGE);
    }
}
