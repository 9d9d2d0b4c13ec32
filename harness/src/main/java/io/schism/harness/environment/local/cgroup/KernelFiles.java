package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The kernel of this machine. Stateless. */
final class KernelFiles implements Kernel {
    @Override
    public boolean there(Path path) {
        return Files.exists(path);
    }

    @Override
    public boolean writable(Path path) {
        return Files.isWritable(path);
    }

    @Override
    public String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void write(Path file, String text) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void make(Path group) throws IOException {
        try {
            Files.createDirectory(group);
        } catch (FileAlreadyExistsException there) {
            return; // which is what was asked for
        }
    }

    @Override
    public void remove(Path group) throws IOException {
        Files.deleteIfExists(group);
    }

    @Override
    public List<Path> under(Path group) throws IOException {
        List<Path> groups = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(group, Files::isDirectory)) {
            entries.forEach(groups::add);
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(groups);
        return groups;
    }

    @Override
    public void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
