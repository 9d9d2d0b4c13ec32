package io.schism.harness.environment.docker.pod;

import com.github.dockerjava.api.DockerClient;
import io.schism.nemesis.FaultException;
import java.io.IOException;

/**
 * One long-lived shell inside a side container. A command costs 2 to 4 ms this way; a fresh exec costs 50 to 90
 * (shared/research/containers.md, section 3d). Safe for several threads, one command at a time.
 */
public final class PodShell implements AutoCloseable {
    private static final String MARK = "--schism-end-of-answer-";

    private final String name;
    private final Dialogue dialogue;
    private long number;

    /** Opens one whose end nobody waits for. */
    public PodShell(DockerClient client, String container, String name) {
        this(client, container, name, () -> {});
    }

    /**
     * Opens it.
     *
     * @param name whose side container it is, for messages
     * @param ended run when it ends, whoever ended it; must not wait
     */
    public PodShell(DockerClient client, String container, String name, Runnable ended) {
        this.name = name;
        this.dialogue = new Dialogue(client, container, name, ended, "bash", "--norc", "--noprofile");
    }

    /**
     * Runs a command and answers what it printed, both streams, without the last line end.
     *
     * @throws FaultException when it fails or does not end in time
     */
    public synchronized String run(String command) {
        String mark = MARK + ++number;
        StringBuilder answer = new StringBuilder();
        // The status first: the empty line, which ends an answer that has no end of line, succeeds always.
        dialogue.say("{ " + command + "\n} 2>&1 </dev/null; STATUS=$?; echo; echo " + mark + " $STATUS\n");
        while (true) {
            String line = dialogue.line(command);
            if (line.startsWith(mark)) {
                String text = answer.toString().strip();
                if (!line.equals(mark + " 0")) {
                    throw new FaultException("in the side container of " + name + ": " + command + ": " + text);
                }
                return text;
            }
            answer.append(line).append('\n');
        }
    }

    @Override
    public void close() throws IOException {
        dialogue.close();
    }
}
