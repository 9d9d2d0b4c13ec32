package io.schism.harness.disk;

import io.schism.harness.disk.fuse.DiskServer;
import io.schism.harness.environment.process.Lifeline;
import io.schism.nemesis.FaultException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that serves the disks of one run. It ends, and takes its mounts with it, when its standard input ends, which even
 * {@code kill -9} of the harness cannot prevent. Safe for several threads, one order at a time.
 */
final class DiskProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What is typed at the terminal of the harness is not for the disks: they go when the nodes are gone. */
    private static final String SCRIPT = "trap '' INT HUP TERM QUIT TSTP; exec \"$@\"";

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param disks arguments of {@link DiskServer}
     * @param log receives what libfuse has to say
     * @throws FaultException when the disks are not there in the end; nothing is left then
     */
    DiskProcess(List<String> disks, Path log) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                SCRIPT,
                "schism-disks",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                DiskServer.class.getName()));
        command.addAll(disks);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new FaultException("cannot start the process of the disks: " + e.getMessage(), e);
        }
        orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            answer("ready");
        } catch (FaultException e) {
            close();
            throw e;
        }
    }

    /**
     * Gives an order.
     *
     * @return the number it answered with
     * @throws FaultException when it could not be done, with its reason
     */
    synchronized long order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new FaultException("the process of the disks is gone; see disks.log of the run", e);
        }
        return Long.parseLong(answer("ok").strip());
    }

    private String answer(String good) {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new FaultException("the process of the disks is gone; see disks.log of the run");
            }
            if (!line.startsWith(good)) {
                throw new FaultException(line.startsWith("failed ") ? line.substring("failed ".length()) : line);
            }
            return line.substring(good.length());
        } catch (IOException e) {
            throw new FaultException("the process of the disks does not answer: " + e.getMessage(), e);
        }
    }

    /** Ends it; it heals and unmounts first. */
    @Override
    public void close() {
        Lifeline.cut(process, PATIENCE);
    }
}
