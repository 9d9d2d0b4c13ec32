package io.schism.harness.environment.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.schism.nemesis.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One long-lived shell inside a side container. A command costs 2 to 4 ms this way; a fresh exec costs 50 to 90
 * (shared/research/containers.md, section 3d). Safe for several threads, one command at a time.
 */
final class PodShell implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 20;
    private static final String MARK = "--schism-end-of-answer-";
    private static final String HUNG_UP = "--schism-shell-has-ended";

    private final String name;
    private final CommandStream commands = new CommandStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ResultCallback.Adapter<Frame> connection;
    private long number;

    /** Opens one whose end nobody waits for. */
    PodShell(DockerClient client, String container, String name) {
        this(client, container, name, () -> {});
    }

    /**
     * Opens it.
     *
     * @param name whose side container it is, for messages
     * @param ended run when it ends, whoever ended it; must not wait
     */
    PodShell(DockerClient client, String container, String name, Runnable ended) {
        this.name = name;
        String exec = client.execCreateCmd(container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd("bash", "--norc", "--noprofile")
                .exec()
                .getId();
        this.connection = client.execStartCmd(exec).withStdIn(commands).exec(new Lines(lines, ended));
    }

    /**
     * Runs a command and answers what it printed, both streams, without the last line end.
     *
     * @throws FaultException when it fails or does not end in time
     */
    synchronized String run(String command) {
        String mark = MARK + ++number;
        StringBuilder answer = new StringBuilder();
        try {
            // The status first: the empty line, which ends an answer that has no end of line, succeeds always.
            commands.send("{ " + command + "\n} 2>&1 </dev/null; STATUS=$?; echo; echo " + mark + " $STATUS\n");
            while (true) {
                String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                if (line == null) {
                    throw new FaultException("the side container of " + name + " did not answer within "
                            + TIMEOUT_SECONDS + " s to: " + command);
                }
                if (line.equals(HUNG_UP)) {
                    lines.add(HUNG_UP); // for whoever asks next
                    throw new FaultException("the side container of " + name + " has ended; it cannot do: " + command);
                }
                if (line.startsWith(mark)) {
                    String text = answer.toString().strip();
                    if (!line.equals(mark + " 0")) {
                        throw new FaultException("in the side container of " + name + ": " + command + ": " + text);
                    }
                    return text;
                }
                answer.append(line).append('\n');
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while talking to the side container of " + name, e);
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        connection.close();
    }

    /** Cuts what arrives into lines. */
    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final BlockingQueue<String> lines;
        private final StringBuilder partial = new StringBuilder();
        private final Runnable ended;

        Lines(BlockingQueue<String> lines, Runnable ended) {
            this.lines = lines;
            this.ended = ended;
        }

        @Override
        public void onComplete() {
            lines.add(HUNG_UP);
            ended.run();
            super.onComplete();
        }

        @Override
        public void onError(Throwable trouble) {
            lines.add(HUNG_UP);
            ended.run();
            super.onError(trouble);
        }

        @Override
        public void onNext(Frame frame) {
            for (char c : new String(frame.getPayload(), StandardCharsets.UTF_8).toCharArray()) {
                if (c == '\n') {
                    lines.add(partial.toString());
                    partial.setLength(0);
                } else {
                    partial.append(c);
                }
            }
        }
    }
}
