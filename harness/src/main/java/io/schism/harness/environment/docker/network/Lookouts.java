package io.schism.harness.environment.docker.network;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.environment.docker.pod.Pod;
import io.schism.harness.environment.docker.pod.PodShell;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.Reach;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Probes from pod to pod: a connection to a port that nobody listens on, which the other kernel refuses at once when it hears of it,
 * whatever the node's process is doing. They have a shell of their own in each pod, so that no rule waits for a probe. Safe for several
 * threads.
 */
final class Lookouts {
    private static final int DISCARD = 9;
    private static final String PATIENCE_SECONDS = "0.4";

    private final DockerClient client;
    private final Function<Node, Pod> pods;
    private final Places places;
    private final ConcurrentMap<Node, PodShell> shells = new ConcurrentHashMap<>();

    Lookouts(DockerClient client, Function<Node, Pod> pods, Places places) {
        this.client = client;
        this.pods = pods;
        this.places = places;
    }

    /** Opens the shell in the pod of a node before it is needed. */
    void prepare(Node node) {
        shell(node);
    }

    /** What becomes of probes between the nodes at the ends of these links, one a pair; empty when there is no such pair. */
    Optional<Reach> probe(Collection<Link> links) {
        Map<Node, List<Link>> pairs = pairs(links);
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        ConcurrentMap<String, Optional<Duration>> answers = new ConcurrentHashMap<>();
        places.onEach(pairs.keySet(), node -> {
            List<Link> mine = pairs.getOrDefault(node, List.of());
            String[] lines = shell(node).run(script(mine)).split("\n");
            for (String line : lines) {
                String[] words = line.split(" ");
                answers.put(
                        Reach.pair(mine.get(Integer.parseInt(words[0]))),
                        words.length < 2
                                ? Optional.empty()
                                : Optional.of(Duration.ofNanos(Long.parseLong(words[1]) * 1_000)));
            }
        });
        return Optional.of(new Reach(answers));
    }

    private static Map<Node, List<Link>> pairs(Collection<Link> links) {
        Map<String, Link> pairs = new TreeMap<>();
        for (Link link : links) {
            if (!link.from().equals(Node.CLIENTS) && !link.to().equals(Node.CLIENTS)) {
                pairs.putIfAbsent(Reach.pair(link), link);
            }
        }
        Map<Node, List<Link>> bySender = new TreeMap<>();
        pairs.values()
                .forEach(link -> bySender.computeIfAbsent(link.from(), node -> new ArrayList<>())
                        .add(link));
        return bySender;
    }

    /** Answers with a line for each: its number and, when it was answered, the microseconds until then. */
    private String script(List<Link> links) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < links.size(); i++) {
            script.append("timeout ")
                    .append(PATIENCE_SECONDS)
                    .append(" bash -c 'a=${EPOCHREALTIME/./}; said=$( { exec 3<>/dev/tcp/")
                    .append(places.address(links.get(i).to()))
                    .append('/')
                    .append(DISCARD)
                    .append("; } 2>&1 ); b=${EPOCHREALTIME/./}; case $said in *refused*|\"\") echo ")
                    .append(i)
                    .append(" $((b-a));; *) exit 1; esac' || echo ")
                    .append(i)
                    .append(" &\n");
        }
        return script.append("wait").toString();
    }

    private PodShell shell(Node node) {
        return shells.computeIfAbsent(
                node, name -> new PodShell(client, pods.apply(name).side(), name + " (lookout)"));
    }

    /** Ends the shells. */
    void close() {
        shells.values().forEach(Lookouts::close);
    }

    private static void close(PodShell shell) {
        try {
            shell.close();
        } catch (IOException gone) {
            return; // the engine went away first, and the shell with it
        }
    }
}
