package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One control group, whichever version the kernel speaks. It need not be there yet. Everything throws {@link IOException} when the kernel
 * refuses. Safe for several threads.
 */
interface Group {
    Kernel kernel();

    Path path();

    /** Whether the kernel lets it do that; asked when it is there. */
    boolean has(Ability ability);

    /** Lets the groups under it have these abilities, as far as it has to be told. */
    void pass(Set<Ability> abilities) throws IOException;

    /** Tells its processes to stand still; they do when {@link #frozen} says so. */
    void freeze() throws IOException;

    /** Lets its processes go on. */
    void thaw() throws IOException;

    /** Whether the kernel says that it is frozen, as it also does of one without processes. */
    boolean frozen() throws IOException;

    /** Brings what its processes may use down to this, swap included. */
    void limitMemory(long bytes) throws IOException;

    /** Takes that limit away. */
    void freeMemory() throws IOException;

    /** Bytes its processes use. */
    long memory() throws IOException;

    /** How often the kernel has killed in it for want of memory. */
    long kills() throws IOException;

    /** Gives its processes so many microseconds of processor time in a hundred milliseconds, or all they want. */
    void quota(OptionalLong microseconds) throws IOException;

    /** In how many periods the kernel has held its processes back. */
    default long throttled() throws IOException {
        return number(read("cpu.stat"), "nr_throttled");
    }

    /** The processes in it that can be seen from here. */
    default List<Long> members() throws IOException {
        return read("cgroup.procs")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Long::valueOf)
                .filter(pid -> pid > 0) // 0 stands for one of another process namespace
                .toList();
    }

    /** Puts a process into it; what that one starts from now on is in it, too. */
    default void admit(long pid) throws IOException {
        write("cgroup.procs", Long.toString(pid));
    }

    /** Whether it has a file of that name. */
    default boolean there(String file) {
        return kernel().there(path().resolve(file));
    }

    /** What one of its files says. */
    default String read(String file) throws IOException {
        return kernel().read(path().resolve(file));
    }

    /** Writes to one of its files. */
    default void write(String file, String text) throws IOException {
        kernel().write(path().resolve(file), text);
    }

    /** The number behind a word in a file of lines such as {@code oom_kill 1}; 0 when the word is missing. */
    static long number(String lines, String word) {
        return lines.lines()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(words -> words.length == 2 && words[0].equals(word))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst()
                .orElse(0);
    }
}
