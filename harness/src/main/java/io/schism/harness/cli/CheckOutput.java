package io.schism.harness.cli;

import java.io.IOException;

/** How {@code schism check} tells what it found; each file is told as soon as it is judged. */
interface CheckOutput {
    void write(Checked checked) throws IOException;
}
