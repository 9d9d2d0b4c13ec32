package io.schism.harness.environment.docker.network;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one netem has counted.
 *
 * @param sent packets that went through
 * @param dropped packets that did not: those it lost, or had no room for
 * @param ahead packets it let ahead of others, which the kernel counts as put back into the queue
 * @param waiting packets that are in it now, those in netems behind it included
 */
record QdiscCounters(long sent, long dropped, long ahead, long waiting) {
    static final QdiscCounters NONE = new QdiscCounters(0, 0, 0, 0);

    private static final Pattern NETEM = Pattern.compile("qdisc netem ([0-9a-f]+): [^\\n]*\\n"
            + "\\s*Sent \\d+ bytes (\\d+) pkt \\(dropped (\\d+), overlimits \\d+ requeues (\\d+)\\)\\s*\\n"
            + "\\s*backlog \\S+ (\\d+)p");

    /** Reads what {@code tc -s qdisc show dev …} printed; by the number of the netem, as tc writes it. */
    static Map<String, QdiscCounters> parse(String listing) {
        Map<String, QdiscCounters> counters = new HashMap<>();
        Matcher found = NETEM.matcher(listing);
        while (found.find()) {
            counters.put(
                    found.group(1),
                    new QdiscCounters(
                            Long.parseLong(found.group(2)),
                            Long.parseLong(found.group(3)),
                            Long.parseLong(found.group(4)),
                            Long.parseLong(found.group(5))));
        }
        return counters;
    }
}
