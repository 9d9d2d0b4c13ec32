package io.schism.harness.environment.docker.pod;

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
 * A long-lived program inside a container, told things and heard in lines, both of its streams in one. For one thread at a time; what makes
 * an answer of the lines is the caller's.
 */
public final class Dialogue implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 20;
    private static final String HUNG_UP = "--schism-program-has-ended";

    private final String name;
    private final CommandStream commands = new CommandStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ResultCallback.Adapter<Frame> connection;

    /**
     * Starts the program.
     *
     * @param name whose container it is, for messages
     * @param ended run when it ends, whoever ended it; must not wait
     */
    public Dialogue(DockerClient client, String container, String name, Runnable ended, String... program) {
        this.name = name;
        String exec = client.execCreateCmd(container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(program)
                .exec()
                .getId();
        this.connection = client.execStartCmd(exec).withStdIn(commands).exec(new Lines(lines, ended));
    }

    /** Tells it something; line ends are the caller's. */
    public void say(String text) {
        commands.send(text);
    }

    /**
     * The next line it prints, without its end.
     *
     * @param asked what it was told, for messages
     * @throws FaultException when it prints none in time, or has ended
     */
    public String line(String asked) {
        try {
            String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new FaultException("the side container of " + name + " did not answer within " + TIMEOUT_SECONDS
                        + " s to: " + asked);
            }
            if (line.equals(HUNG_UP)) {
                lines.add(HUNG_UP); // for whoever asks next
                throw new FaultException("the side container of " + name + " has ended; it cannot do: " + asked);
            }
            return line;
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
