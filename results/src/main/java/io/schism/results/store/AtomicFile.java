package io.schism.results.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces files and links in one step, so that readers see the old or the new one, never half of one. */
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path file, String text) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true); // or a power cut after the rename leaves an empty file under the final name
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot write", file, e), e);
        }
    }

    /** Points {@code link} at {@code target}. Does nothing where links cannot be made, or where the name is taken by something else. */
    static void link(Path link, Path target) {
        if (Files.exists(link) && !Files.isSymbolicLink(link)) {
            return;
        }
        Path temporary = link.resolveSibling(
                "." + link.getFileName() + "-" + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(temporary);
            Files.createSymbolicLink(temporary, target);
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A convenience for people; a file system without links still keeps runs.
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot link", link, e), e);
        }
    }
}
