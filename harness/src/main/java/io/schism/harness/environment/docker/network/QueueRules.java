package io.schism.harness.environment.docker.network;

import io.schism.harness.environment.docker.network.Places.End;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The commands that lead packets of some links into the queue of the shaper, and no longer: in a chain of their own, so that taking them
 * away touches nothing else. Packets pass when nobody takes them from the queue, and those the shaper has seen carry a mark by which no
 * rule queues them again. Two programs can do it; which one works is a matter of how the kernel was built.
 */
enum QueueRules {
    /** The newer packet filter; needs {@code CONFIG_NFT_QUEUE}. */
    NFT {
        @Override
        String add(String chain, List<End> ends) {
            return nft("add table inet " + TABLE + chains(chain)
                    + ends.stream()
                            .map(end -> "\nadd rule inet " + TABLE + " " + (end.outgoing() ? chain + "o" : chain)
                                    + " meta mark != " + MARK + " ip " + (end.outgoing() ? "daddr " : "saddr ")
                                    + end.address() + " queue flags bypass to " + QUEUE)
                            .collect(Collectors.joining()));
        }

        @Override
        String remove(String chain) {
            // Adding what is there does nothing, and what is there then can be deleted, whatever was there before.
            return nft("add table inet " + TABLE + chains(chain) + "\ndelete chain inet " + TABLE + " " + chain
                    + "\ndelete chain inet " + TABLE + " " + chain + "o");
        }

        private String chains(String chain) {
            return base(chain, "input") + base(chain + "o", "output");
        }

        private String base(String chain, String hook) {
            return "\nadd chain inet " + TABLE + " " + chain + " { type filter hook " + hook
                    + " priority -150; policy accept; }";
        }

        private String nft(String script) {
            return "nft -f - <<'EOF'\n" + script + "\nEOF";
        }
    },
    /** The older one; needs {@code CONFIG_NETFILTER_XT_TARGET_NFQUEUE}. Its restore is one atomic change, and quick. */
    IPTABLES {
        @Override
        String add(String chain, List<End> ends) {
            return restore(":" + chain + " - [0:0]\n:" + chain + "o - [0:0]\n"
                    + ends.stream()
                            .map(end -> "-A " + (end.outgoing() ? chain + "o -d " : chain + " -s ") + end.address()
                                    + " -j NFQUEUE --queue-num " + QUEUE + " --queue-bypass\n")
                            .collect(Collectors.joining())
                    + "-A INPUT" + unseen(chain) + "\n-A OUTPUT" + unseen(chain + "o"));
        }

        @Override
        String remove(String chain) {
            String there = "iptables-legacy -n -L " + chain + " >/dev/null 2>&1";
            return "! " + there + " || "
                    + restore("-D INPUT" + unseen(chain) + "\n-D OUTPUT" + unseen(chain + "o") + "\n-F " + chain
                            + "\n-F " + chain + "o\n-X " + chain + "\n-X " + chain + "o");
        }

        private String unseen(String chain) {
            return " -m mark ! --mark " + MARK + " -j " + chain;
        }

        private String restore(String table) {
            return "iptables-legacy-restore -w -n <<'EOF'\n*filter\n" + table + "\nCOMMIT\nEOF";
        }
    };

    /** The number of the queue from which the shaper takes; its own in every pod. */
    static final int QUEUE = 23;
    /** What the shaper has seen carries this. */
    static final int MARK = 0x5c15;

    private static final String TABLE = "schism";

    /** The command that begins to queue what comes from, or goes to, the other ends. */
    abstract String add(String chain, List<End> ends);

    /** The command that ends it; does nothing where nothing was begun. */
    abstract String remove(String chain);
}
