package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The machine that {@code harness/src/test/netem/make-vm.sh} makes, with the namespaces n1 to n3 in the place of pods. Commands go over its
 * serial port, one at a time, and have a minute.
 */
final class VirtualMachine implements Places.Shells, AutoCloseable {
    private static final String END = "schism-end-of-answer-";

    private final Process qemu;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final OutputStream commands;
    private int number;

    /** Boots it; {@code without} is a module that its kernel shall not have, or empty. */
    VirtualMachine(Path folder, String without) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", "512"));
        command.addAll(
                List.of("-display", "none", "-monitor", "none", "-no-reboot", "-nodefaults", "-serial", "stdio"));
        command.addAll(List.of("-kernel", folder.resolve("vmlinuz").toString()));
        command.addAll(List.of("-initrd", folder.resolve("initramfs").toString()));
        command.addAll(List.of(
                "-append",
                "console=ttyS0 quiet panic=-1 rdinit=/init" + (without.isEmpty() ? "" : " schism.without=" + without)));
        qemu = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread reader = new Thread(this::read, "machine");
        reader.setDaemon(true);
        reader.start();
        commands = qemu.getOutputStream();
        while (!next("to boot").startsWith("schism-vm: ready")) {
            // what the firmware says
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(qemu.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (IOException ended) {
            return; // whoever waits says so
        }
    }

    private String next(String what) {
        try {
            String line = answers.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new FaultException("the machine took more than a minute " + what);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while waiting for the machine", e);
        }
    }

    @Override
    public synchronized String run(Node node, String command) {
        String end = END + ++number + " ";
        StringBuilder answer = new StringBuilder();
        try {
            commands.write(("{ ip netns exec " + node + " bash <<'SCHISM'\n" + command
                            + "\nSCHISM\n} 2>&1; STATUS=$?; echo; echo " + end + "$STATUS\n")
                    .getBytes(StandardCharsets.UTF_8));
            commands.flush();
            while (true) {
                String line = next("for: " + command + "; said until then: " + answer);
                if (!line.startsWith(end)) {
                    answer.append(line).append('\n');
                    continue;
                }
                String text = answer.toString().strip();
                if (!line.equals(end + "0")) {
                    throw new FaultException("on " + node + ": " + command + ": " + text);
                }
                return text;
            }
        } catch (IOException e) {
            throw new FaultException("the machine does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        qemu.destroyForcibly();
        try {
            qemu.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
