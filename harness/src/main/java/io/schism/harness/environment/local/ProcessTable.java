package io.schism.harness.environment.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads from the operating system whether a process is stopped. */
interface ProcessTable {
    /**
     * The letter of its state as {@code ps} shows it ({@code R}, {@code S}, {@code T}, {@code Z}, …), or {@code X} when there is no such
     * process.
     */
    char state(long pid);

    static ProcessTable ofThisMachine() {
        return Files.isReadable(Path.of("/proc/self/stat")) ? ProcessTable::fromProc : ProcessTable::fromPs;
    }

    private static char fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The second field is the program's name in parentheses and may hold anything, parentheses included.
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return 'X';
        }
    }

    private static char fromPs(long pid) {
        try {
            Process ps = new ProcessBuilder(List.of("ps", "-o", "stat=", "-p", String.valueOf(pid)))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(ps.getInputStream(), StandardCharsets.ISO_8859_1))) {
                String line = reader.readLine();
                return line == null || line.isBlank() ? 'X' : line.strip().charAt(0);
            }
        } catch (IOException e) {
            return 'X';
        }
    }
}
