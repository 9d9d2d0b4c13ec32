package io.schism.harness.environment.docker.network;

import io.schism.harness.environment.docker.network.Places.End;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Delay, duplicates, disorder, damage and a slow line by a shaper in each pod, to which rules lead the packets of the links concerned. The shaper starts
 * when it is first needed, counts what it does to packets, and lets them pass when it dies. Safe for several threads.
 */
final class ShapedLinks implements LinkShaping {
    /** Set aside for documentation (RFC 5737): no packet comes from there while it is tried out whether a rule can be made. */
    private static final List<End> NOBODY = List.of(new End(false, "192.0.2.1"), new End(true, "192.0.2.1"));

    private final Places places;
    private final String program;
    private final AtomicInteger numbers = new AtomicInteger();
    private @Nullable Support support;

    /**
     * Shapers over the pods of a run.
     *
     * @param program the command that runs a shaper in a pod, without its arguments
     */
    ShapedLinks(Places places, String program) {
        this.places = places;
        this.program = program;
    }

    /**
     * What was found out in a pod.
     *
     * @param rules how packets are led to the shaper
     * @param refusal why they are not, or an empty string
     */
    private record Support(QueueRules rules, String refusal) {}

    @Override
    public boolean does(Impairment impairment) {
        return impairment instanceof Impairment.Delay
                || impairment instanceof Impairment.Reorder
                || impairment instanceof Impairment.Duplicate
                || impairment instanceof Impairment.Corrupt
                || impairment instanceof Impairment.Rate;
    }

    /** Why the kernel of the pods does not lend its packets to a shaper; found out once, by trying. */
    @Override
    public Optional<String> refusal() {
        return Optional.of(support().refusal).filter(reason -> !reason.isEmpty());
    }

    private synchronized Support support() {
        Support known = support;
        if (known == null) {
            known = probe();
            support = known;
        }
        return known;
    }

    private Support probe() {
        Node node = places.nodes().get(0);
        StringBuilder reasons = new StringBuilder();
        try {
            start(node);
            for (QueueRules rules : QueueRules.values()) {
                try {
                    places.run(node, rules.add("probe", NOBODY));
                    places.run(node, rules.remove("probe"));
                    return new Support(rules, "");
                } catch (FaultException e) {
                    reasons.append(reasons.isEmpty() ? "" : "; ").append(LinkShaping.reason(e));
                }
            }
        } catch (FaultException e) {
            reasons.append(LinkShaping.reason(e));
        }
        return new Support(QueueRules.IPTABLES, reasons.toString());
    }

    /** Starts the shaper in the pod of a node before it is needed. */
    @Override
    public void prepare(Node node) {
        if (refusal().isEmpty()) {
            start(node);
        }
    }

    /** Does nothing where one runs. It ends with the shell, because its input does. */
    private void start(Node node) {
        places.run(
                node,
                "if ! kill -0 \"${SHAPER_PID:-none}\" 2>/dev/null; then\ncoproc SHAPER { exec " + program + " "
                        + QueueRules.QUEUE + " " + QueueRules.MARK + " 2>/tmp/shaper.log; }\n"
                        + "read -r -t 15 -u \"${SHAPER[0]}\" answer || { cat /tmp/shaper.log; false; }\n"
                        + "[ \"$answer\" = ok ] || { echo \"$answer\"; kill \"$SHAPER_PID\" 2>/dev/null; false; }\nfi");
    }

    /** Gives an order to the shaper in a pod; answers with what it said after {@code ok}. */
    private String tell(Node node, String order) {
        return places.run(
                node,
                "echo '" + order + "' >&\"${SHAPER[1]}\" && read -r -t 10 -u \"${SHAPER[0]}\" answer"
                        + " && echo \"${answer#ok}\" && [ \"${answer%% *}\" = ok ]");
    }

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> links) {
        int number = numbers.incrementAndGet();
        Map<Node, List<End>> ends = places.ends(links);
        String chain = "q" + number;
        return OnPods.impose(
                places,
                ends.keySet(),
                node -> {
                    start(node);
                    List<End> there = ends.getOrDefault(node, List.of());
                    tell(node, order(number, impairment, there));
                    places.run(node, support().rules.add(chain, there));
                },
                node -> Long.parseLong(tell(node, "count " + number).strip()),
                node -> lift(node, number, chain));
    }

    /** The rules first: what they let pass is not treated any more, whether the shaper lives or not. */
    private void lift(Node node, int number, String chain) {
        places.run(node, support().rules.remove(chain));
        places.run(
                node,
                "if [ -n \"${SHAPER_PID:-}\" ]; then echo 'lift " + number
                        + "' >&\"${SHAPER[1]}\" && read -r -t 10 -u \"${SHAPER[0]}\" answer; fi || true");
    }

    /** As the shaper reads it; the seed is the number, so that the same run draws the same. */
    static String order(int number, Impairment impairment, List<End> ends) {
        return "impose " + number + " " + number + " " + words(impairment) + " :"
                + ends.stream()
                        .map(end -> (end.outgoing() ? " to " : " from ") + end.address())
                        .collect(Collectors.joining());
    }

    private static String words(Impairment impairment) {
        if (impairment instanceof Impairment.Delay delay) {
            return "delay " + delay.delay().toNanos() + " " + delay.jitter().toNanos() + " " + delay.correlation();
        }
        if (impairment instanceof Impairment.Reorder reorder) {
            return "reorder " + reorder.probability() + " " + reorder.delay().toNanos();
        }
        if (impairment instanceof Impairment.Duplicate duplicate) {
            return "duplicate " + duplicate.probability();
        }
        if (impairment instanceof Impairment.Corrupt corrupt) {
            return "corrupt " + corrupt.probability();
        }
        if (impairment instanceof Impairment.Rate rate) {
            return "rate " + rate.bytesPerSecond();
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT, "no shaper does %s", impairment.kind()));
    }
}
