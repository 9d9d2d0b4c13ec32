package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the groups of one run: {@code schism-RUN.PID.BIRTH}. By the number of the harness and the moment of its start, in ticks of the
 * kernel, one can tell whether it still lives: its number alone may be a stranger's by then.
 *
 * @param run letters, digits, {@code -} and {@code _}
 */
record GroupName(String run, long pid, long birth) {
    private static final Pattern FORM = Pattern.compile("schism-([\\w-]+)\\.(\\d+)\\.(\\d+)");
    private static final int LONGEST = 100;
    private static final int STATE_FIELD = 3;
    private static final int BIRTH_FIELD = 22;

    /** The name for a run of this process. */
    static GroupName of(String run, Kernel kernel) {
        long pid = ProcessHandle.current().pid();
        return new GroupName(plain(run), pid, birth(kernel, pid));
    }

    /** What a run's name is in the name of its groups. */
    static String plain(String run) {
        String plain = run.replaceAll("[^a-zA-Z0-9_-]", "-");
        return plain.isEmpty() ? "run" : plain.substring(0, Math.min(plain.length(), LONGEST));
    }

    /** Reads the name of a directory; empty when it is none of ours. */
    static Optional<GroupName> parse(Path directory) {
        Matcher form = FORM.matcher(String.valueOf(directory.getFileName()));
        try {
            return form.matches()
                    ? Optional.of(
                            new GroupName(form.group(1), Long.parseLong(form.group(2)), Long.parseLong(form.group(3))))
                    : Optional.empty();
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    /** Whether the harness that made it lives. */
    boolean alive(Kernel kernel) {
        return birth(kernel, pid) == birth && birth != 0;
    }

    /** When a process began; 0 when there is none. */
    private static long birth(Kernel kernel, long pid) {
        try {
            String stat = kernel.read(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field, the program's name in parentheses, may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead ? 0 : Long.parseLong(fields[BIRTH_FIELD - STATE_FIELD]);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return "schism-" + run + "." + pid + "." + birth;
    }
}
