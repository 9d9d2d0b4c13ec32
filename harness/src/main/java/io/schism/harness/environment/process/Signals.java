package io.schism.harness.environment.process;

import io.schism.nemesis.FaultException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A shell that sends signals one after the other for as long as it is open: a process started for each would take more of the processor
 * than a node that is to be slowed. Safe for several threads; a signal is sent when the call returns.
 */
public final class Signals implements AutoCloseable {
    private static final String TO_GROUP =
            "while read -r name pid; do kill -$name -$pid || kill -$name $pid; echo $?; done 2>/dev/null";
    private static final String TO_PROCESS = "while read -r name pid; do kill -$name $pid; echo $?; done 2>/dev/null";

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /**
     * Opens it.
     *
     * @throws FaultException when there is no shell
     */
    public Signals(Shell shell) {
        try {
            process = shell.prepare(shell.groups() ? TO_GROUP : TO_PROCESS, List.of("schism-signals"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new FaultException("cannot start a shell that sends signals: " + e.getMessage(), e);
        }
        orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * Sends {@code STOP}, {@code CONT}, … to a process, and to its group where it leads one.
     *
     * @return whether it was sent; not when the process is gone or is not ours to signal
     * @throws FaultException when the shell has ended
     */
    public synchronized boolean send(String name, long pid) {
        try {
            orders.write(name + " " + pid + "\n");
            orders.flush();
            String status = answers.readLine();
            if (status == null) {
                throw new FaultException("the shell that sends signals has ended");
            }
            return status.equals("0");
        } catch (IOException e) {
            throw new FaultException("cannot send SIG" + name + " to " + pid + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
