package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The few deeds that control groups are worked with; the kernel shows them as directories and files. Safe for several threads. */
interface Kernel {
    /** Whether there is a directory or file of that name. */
    boolean there(Path path);

    /** Whether it may be written by us. */
    boolean writable(Path path);

    /** What a file says. */
    String read(Path file) throws IOException;

    /** Tells a file that is there; the kernel may refuse what it is told. */
    void write(Path file, String text) throws IOException;

    /** Makes a group; does nothing when it is there. */
    void make(Path group) throws IOException;

    /** Removes a group, which must have neither processes nor groups in it; does nothing when it is gone. */
    void remove(Path group) throws IOException;

    /** The groups right under this one; none when it is gone. */
    List<Path> under(Path group) throws IOException;

    /** SIGKILL; does nothing when the process is gone. */
    void kill(long pid);
}
