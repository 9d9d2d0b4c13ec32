package io.schism.harness.environment.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the operating system says about a process. Safe for several threads. */
public interface ProcessTable {
    /** The answer for a process that is not there. */
    char GONE = 'X';

    /**
     * The letter of its state as {@code ps} shows it: {@code R}, {@code S}, …, but {@code T} only when every thread has stopped and
     * {@code Z} only when every thread has ended; {@link #GONE} when there is no such process.
     */
    char state(long pid);

    /** Whether the text is in its command line. */
    boolean commandContains(long pid, String text);

    /** The one of this machine: {@code /proc}, or what {@code ps} prints. */
    static ProcessTable ofThisMachine() {
        return Files.isReadable(Path.of("/proc/self/stat")) ? new Proc() : new Ps();
    }

    /** Linux. */
    final class Proc implements ProcessTable {
        private final Path root;

        Proc() {
            this(Path.of("/proc"));
        }

        Proc(Path root) {
            this.root = root;
        }

        @Override
        public char state(long pid) {
            Path process = root.resolve(Long.toString(pid));
            char main = letter(process);
            return main == 'T' || main == 'Z' ? ofAllThreads(process, main) : main;
        }

        /**
         * A signal stops or ends one thread after the other; the first, by whose letter the process goes, says nothing about the rest. The last
         * of a process that ends still holds its ports and files.
         */
        private static char ofAllThreads(Path process, char main) {
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
                for (Path thread : threads) {
                    char letter = letter(thread);
                    if (letter != main && letter != GONE) {
                        return letter;
                    }
                }
                return main;
            } catch (IOException | DirectoryIteratorException e) {
                return GONE;
            }
        }

        private static char letter(Path task) {
            try {
                String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
                // The second field is the program's name in parentheses and may hold anything, parentheses included.
                char letter = stat.charAt(stat.lastIndexOf(')') + 2);
                return letter == 't' ? 'T' : letter; // stopped by who traces it
            } catch (IOException e) {
                return GONE;
            }
        }

        @Override
        public boolean commandContains(long pid, String text) {
            // Not from ProcessHandle.info(), which gives up on command lines of more than a page, as those with a class
            // path are.
            try {
                return Files.readString(root.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                        .contains(text);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Other systems of the Unix family. */
    final class Ps implements ProcessTable {
        @Override
        public char state(long pid) {
            String answer = ask("stat=", pid);
            return answer.isEmpty() ? GONE : answer.charAt(0);
        }

        @Override
        public boolean commandContains(long pid, String text) {
            return ask("command=", pid).contains(text);
        }

        private static String ask(String column, long pid) {
            try {
                Process ps = new ProcessBuilder(List.of("ps", "-ww", "-o", column, "-p", Long.toString(pid)))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return new String(ps.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).strip();
            } catch (IOException e) {
                return "";
            }
        }
    }
}
