package io.schism.harness.environment.docker.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.environment.docker.network.Places.End;
import io.schism.nemesis.target.Impairment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands, word for word: not every kernel can run each of them. */
class QueueRulesTest {
    private static final List<End> ENDS = List.of(new End(false, "10.0.0.2"), new End(true, "10.0.0.1"));

    @Test
    void queuesWithTheNewerFilter() {
        assertThat(QueueRules.NFT.add("q7", ENDS)).isEqualTo("""
                        nft -f - <<'EOF'
                        add table inet schism
                        add chain inet schism q7 { type filter hook input priority -150; policy accept; }
                        add chain inet schism q7o { type filter hook output priority -150; policy accept; }
                        add rule inet schism q7 meta mark != 23573 ip saddr 10.0.0.2 queue flags bypass to 23
                        add rule inet schism q7o meta mark != 23573 ip daddr 10.0.0.1 queue flags bypass to 23
                        EOF""");
        assertThat(QueueRules.NFT.remove("q7")).isEqualTo("""
                        nft -f - <<'EOF'
                        add table inet schism
                        add chain inet schism q7 { type filter hook input priority -150; policy accept; }
                        add chain inet schism q7o { type filter hook output priority -150; policy accept; }
                        delete chain inet schism q7
                        delete chain inet schism q7o
                        EOF""");
    }

    @Test
    void queuesWithTheOlderFilter() {
        assertThat(QueueRules.IPTABLES.add("q7", ENDS)).isEqualTo("""
                        iptables-legacy-restore -w -n <<'EOF'
                        *filter
                        :q7 - [0:0]
                        :q7o - [0:0]
                        -A q7 -s 10.0.0.2 -j NFQUEUE --queue-num 23 --queue-bypass
                        -A q7o -d 10.0.0.1 -j NFQUEUE --queue-num 23 --queue-bypass
                        -A INPUT -m mark ! --mark 23573 -j q7
                        -A OUTPUT -m mark ! --mark 23573 -j q7o
                        COMMIT
                        EOF""");
        assertThat(QueueRules.IPTABLES.remove("q7")).isEqualTo("""
                        ! iptables-legacy -n -L q7 >/dev/null 2>&1 || iptables-legacy-restore -w -n <<'EOF'
                        *filter
                        -D INPUT -m mark ! --mark 23573 -j q7
                        -D OUTPUT -m mark ! --mark 23573 -j q7o
                        -F q7
                        -F q7o
                        -X q7
                        -X q7o
                        COMMIT
                        EOF""");
    }

    @Test
    void tellsTheShaperWhatToDo() {
        assertThat(ShapedLinks.order(7, new Impairment.Delay(Duration.ofMillis(50), Duration.ofMillis(10), 0.25), ENDS))
                .isEqualTo("impose 7 7 delay 50000000 10000000 0.25 : from 10.0.0.2 to 10.0.0.1");
        assertThat(ShapedLinks.order(8, new Impairment.Reorder(0.2, Duration.ofMillis(10)), ENDS.subList(0, 1)))
                .isEqualTo("impose 8 8 reorder 0.2 10000000 : from 10.0.0.2");
        assertThat(ShapedLinks.order(9, new Impairment.Duplicate(0.2), ENDS)).startsWith("impose 9 9 duplicate 0.2 :");
        assertThat(ShapedLinks.order(9, new Impairment.Corrupt(0.05), ENDS)).startsWith("impose 9 9 corrupt 0.05 :");
    }
}
