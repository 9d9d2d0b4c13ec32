package io.schism.harness.cli;

import java.io.IOException;
import java.nio.file.Path;

/** How {@code schism check} tells what it found; each file is told as soon as it is judged. */
interface CheckOutput {
    /** A file that was judged. */
    void write(Checked checked) throws IOException;

    /** A file that could not be read; the complaint names it, with line and column. */
    void unread(Path path, String complaint) throws IOException;
}
