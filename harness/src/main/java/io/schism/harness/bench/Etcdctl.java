package io.schism.harness.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * etcd's own client tool, as far as it measures: {@code etcdctl check perf} puts values of 1,024 bytes under keys of 256 for a minute, from 50, 200,
 * 500 or 1,000 clients, and says how many it got through. etcd's {@code benchmark} program measures more and is in no package of Debian.
 */
public final class Etcdctl {
    private static final Pattern THROUGHPUT = Pattern.compile("Throughput (?:is|too low:) (\\d+) writes/s");
    private static final long LONGEST_SECONDS = 180;

    private Etcdctl() {}

    /** Clients that the load has. */
    public static int clients(String load) {
        return switch (load) {
            case "s" -> 50;
            case "m" -> 200;
            case "l" -> 500;
            default -> 1_000;
        };
    }

    /**
     * Measures for a minute.
     *
     * @param program etcdctl
     * @param load {@code s}, {@code m}, {@code l} or {@code xl}
     * @param output where what it says goes
     * @return puts a second; empty when the program is missing or said something else
     */
    public static OptionalLong putsPerSecond(String program, List<InetSocketAddress> nodes, String load, Path output)
            throws IOException {
        String endpoints = nodes.stream()
                .map(node -> node.getHostString() + ":" + node.getPort())
                .collect(Collectors.joining(","));
        ProcessBuilder builder =
                new ProcessBuilder(program, "--endpoints=" + endpoints, "check", "perf", "--load=" + load);
        builder.environment().put("ETCDCTL_API", "3");
        Process process;
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            return OptionalLong.empty();
        }
        try {
            process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        Matcher throughput = THROUGHPUT.matcher(Files.readString(output, StandardCharsets.UTF_8));
        return throughput.find() ? OptionalLong.of(Long.parseLong(throughput.group(1))) : OptionalLong.empty();
    }
}
