package io.schism.harness.environment.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Who is connected to whom, read from /proc (Linux). */
final class Sockets {
    private static final String ESTABLISHED = "01";

    private Sockets() {}

    /** The processes that hold the dialling end of an established connection to one of these local ports. */
    static Set<Long> diallersOf(Collection<Integer> ports) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(ESTABLISHED) && ports.contains(port(fields[2]))) {
                    inodes.add("socket:[" + fields[9] + "]");
                }
            }
        }
        Set<Long> holders = new HashSet<>();
        ProcessHandle.allProcesses().forEach(process -> {
            if (holdsOne(process.pid(), inodes)) {
                holders.add(process.pid());
            }
        });
        return holders;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private static boolean holdsOne(long pid, Set<String> inodes) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (inodes.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // It has ended, or belongs to somebody else, and then it is none of ours.
        }
        return false;
    }
}
