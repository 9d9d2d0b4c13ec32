package io.schism.harness.environment.docker.network;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.environment.docker.pod.Dialogue;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The packet filter of each pod, told by an {@code nft} that stays open there: a change costs a few milliseconds, where starting nft for it
 * costs twenty-five, on two processors five pods' worth of them one after the other. Where that nft cannot be talked to, the pod's shell
 * starts one for each change. Safe for several threads.
 */
final class PacketFilter {
    private final DockerClient client;
    private final Function<Node, Pod> pods;
    private final Map<Node, Optional<Interactive>> open = new ConcurrentHashMap<>();

    PacketFilter(DockerClient client, Function<Node, Pod> pods) {
        this.client = client;
        this.pods = pods;
    }

    /** Opens what is needed later, so that the first change takes no longer than the others. */
    void prepare(Node node) {
        var unused = interactive(node);
    }

    /**
     * Makes all of these changes or none.
     *
     * @param statements in nft's language, one each, without line ends
     * @throws FaultException with what nft said, when it could not
     */
    void change(Node node, List<String> statements) {
        Optional<Interactive> nft = interactive(node);
        if (nft.isPresent()) {
            nft.get().change(String.join("; ", statements));
        } else {
            pods.apply(node).shell().run("nft -f - <<'EOF'\n" + String.join("\n", statements) + "\nEOF");
        }
    }

    private Optional<Interactive> interactive(Node node) {
        return open.computeIfAbsent(node, name -> {
            Interactive nft = new Interactive(client, pods.apply(name));
            if (nft.understood()) {
                return Optional.of(nft);
            }
            nft.close();
            return Optional.empty();
        });
    }

    /** Ends what was opened. */
    void close() {
        open.values().forEach(nft -> nft.ifPresent(Interactive::close));
    }

    /** One nft that reads a line, makes its changes together, and says nothing unless it failed. */
    private static final class Interactive {
        private static final String MARK = "schism_end_of_answer_";

        private final String name;
        private final Dialogue nft;
        private long number;

        Interactive(DockerClient client, Pod pod) {
            name = pod.node().name();
            nft = new Dialogue(client, pod.side(), name + " (nft)", () -> {}, "nft", "-i");
        }

        /** Whether it answers in the way that is known here; it is built with several line editors, or with none. */
        boolean understood() {
            try {
                var unused = answer("list ruleset inet"); // it may say first what its terminal lacks
                return answer("list ruleset inet").isEmpty();
            } catch (FaultException other) {
                return false;
            }
        }

        void change(String statements) {
            String complaint = answer(statements);
            if (!complaint.isEmpty()) {
                throw new FaultException("in the side container of " + name + ": nft: " + complaint);
            }
        }

        /** What it says of these statements, and then of a table that does not exist, whose name ends the answer. */
        private synchronized String answer(String statements) {
            String end = "list table inet " + MARK + ++number;
            nft.say(statements + "\n" + end + "\n");
            StringBuilder complaint = new StringBuilder();
            String held = "";
            while (true) {
                String line = nft.line(statements);
                if (line.equals(end)) {
                    return complaint.toString(); // the line held back is what it says of the table
                }
                if (!line.chars().allMatch(c -> c == '^' || c == '~' || Character.isWhitespace(c))) {
                    complaint
                            .append(complaint.isEmpty() || held.isEmpty() ? "" : "; ")
                            .append(held);
                    held = line;
                }
            }
        }

        void close() {
            try {
                nft.close();
            } catch (IOException gone) {
                return; // the engine went away first, and nft with it
            }
        }
    }
}
