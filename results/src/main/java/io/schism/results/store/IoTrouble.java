package io.schism.results.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in one line what an {@link IOException} means, whose own message is often only the path. */
final class IoTrouble {
    private IoTrouble() {}

    static String sentence(String what, Path path, IOException e) {
        return what + " " + path + ": " + cause(e);
    }

    private static String cause(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied; make it writable or give another directory with --runs";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file of that name is in the way; give another directory with --runs";
        }
        if (e instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason() + "; give another directory with --runs";
        }
        return String.valueOf(e.getMessage());
    }
}
