package io.schism.harness.environment.docker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.docker.network.PodNetem.Treated;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands, word for word, and what is read from answers that tc of Linux 6.1 really gave. */
class PodNetemTest {
    private static final Impairment.Delay DELAY =
            new Impairment.Delay(Duration.ofMillis(50), Duration.ofMillis(10), 0.25);
    private static final String BEFORE = "qdisc noqueue 0: root refcnt 2 \n";
    private static final String DURING = """
            qdisc prio 5c15: root refcnt 2 bands 16 priomap 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
             Sent 3430 bytes 37 pkt (dropped 0, overlimits 0 requeues 0)\s
             backlog 0b 0p requeues 0
            qdisc netem 2: parent 1:1 limit 100000 loss 20%
             Sent 980 bytes 10 pkt (dropped 7, overlimits 0 requeues 4)\s
             backlog 0b 0p requeues 4
            qdisc netem 1: parent 5c15:3 limit 100000 delay 50ms  10ms 25% rate 100Gbit
             Sent 2940 bytes 30 pkt (dropped 0, overlimits 0 requeues 0)\s
             backlog 196b 2p requeues 0
            """;

    private final List<String> commands = new ArrayList<>();
    private String shown = BEFORE;

    private String shell(String command) {
        commands.add(command);
        return command.contains("show") ? shown : "";
    }

    private NetemBands bands() {
        return new NetemBands(this::shell, address -> Integer.parseInt(address.substring(7)) + 1);
    }

    @Test
    void putsANetemBeforeOneNode() {
        bands().treat(DELAY, List.of("10.0.0.2"));

        assertThat(commands).containsExactly("""
                tc -batch - <<'EOF'
                qdisc add dev eth0 root handle 5c15: prio bands 16 priomap 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
                qdisc add dev eth0 parent 5c15:3 handle 1: netem limit 100000 delay 50000us 10000us 25% rate 100gbit
                filter add dev eth0 parent 5c15: protocol ip prio 3 u32 match ip dst 10.0.0.2/32 flowid 5c15:3
                EOF""");
    }

    @Test
    void putsTheNextBehindItAndCountsEachByItself() {
        NetemBands bands = bands();
        Treated delay = bands.treat(DELAY, List.of("10.0.0.2"));
        Treated loss = bands.treat(new Impairment.Loss(0.2), List.of("10.0.0.2"));
        Treated other = bands.treat(new Impairment.Rate(125_000), List.of("10.0.0.15"));

        assertThat(commands.get(1)).contains("\nqdisc add dev eth0 parent 1:1 handle 2: netem limit 100000 loss 20%\n");
        assertThat(commands.get(2))
                .contains("\nqdisc add dev eth0 parent 5c15:10 handle 3: netem limit 100 rate 125000bps\n")
                .contains(" prio 16 u32 match ip dst 10.0.0.15/32 flowid 5c15:10\n");
        shown = DURING;
        assertThat(delay.affected()).isEqualTo(32);
        assertThat(loss.affected()).isEqualTo(7);
        assertThat(other.affected()).isZero();
    }

    @Test
    void quietensOneInTheMiddleAndTakesAllAwayWithTheLast() {
        NetemBands bands = bands();
        Treated delay = bands.treat(DELAY, List.of("10.0.0.2"));
        Treated loss = bands.treat(new Impairment.Loss(0.2), List.of("10.0.0.2"));
        commands.clear();

        delay.close();
        delay.close();

        assertThat(commands).containsExactly("""
                tc -force -batch - <<'EOF' || true
                qdisc change dev eth0 parent 5c15:3 handle 1: netem limit 100000 corrupt 0% rate 100gbit
                EOF""", "tc qdisc show dev eth0");
        commands.clear();

        loss.close();

        assertThat(commands).containsExactly("""
                tc -force -batch - <<'EOF' || true
                filter del dev eth0 parent 5c15: protocol ip prio 3
                EOF""", "tc -s qdisc show dev eth0", """
                tc -force -batch - <<'EOF' || true
                qdisc del dev eth0 root handle 5c15:
                EOF""", "tc qdisc show dev eth0");
    }

    @Test
    void saysWhenSomethingStaysAndTriesAgain() {
        Treated delay = bands().treat(DELAY, List.of("10.0.0.2"));
        shown = DURING;

        assertThatThrownBy(delay::close)
                .isInstanceOf(FaultException.class)
                .hasMessageStartingWith("could not be taken away: qdisc ");
        assertThat(delay.affected()).isEqualTo(32);

        shown = BEFORE;
        delay.close();
        assertThat(delay.affected()).isZero();
    }

    @Test
    void leadsWhatIsDrawnIntoALaneOfItsOwn() {
        NetemLanes lanes = new NetemLanes(this::shell);
        Treated doubled = lanes.treat(new Impairment.Duplicate(0.5), List.of("10.0.0.2"));
        lanes.treat(new Impairment.Corrupt(1), List.of("10.0.0.3"));

        assertThat(commands.get(0)).isEqualTo("""
                ip link add schism1 type ifb && ip link set schism1 addrgenmode none && ip link set schism1 up && tc -batch - <<'EOF'
                qdisc add dev schism1 root handle 1: netem limit 100000 duplicate 100%
                qdisc add dev eth0 clsact
                filter add dev eth0 egress protocol ip prio 1 bpf bytecode \
                '6,32 0 0 30,21 0 3 167772162,32 0 0 4294963256,37 1 0 2147483647,6 0 0 4294967295,6 0 0 0' \
                action mirred egress redirect dev schism1
                EOF""");
        assertThat(commands.get(1))
                .contains("netem limit 100000 corrupt 100%")
                .contains(",37 1 0 4294967295,")
                .doesNotContain("clsact");
        shown = DURING;
        assertThat(doubled.affected()).isEqualTo(15);
        commands.clear();
        doubled.close();
        assertThat(commands.get(0))
                .contains("filter del dev eth0 egress protocol ip prio 1")
                .doesNotContain("clsact");
        assertThat(commands.get(1)).isEqualTo("ip link del schism1 || true");
    }

    @Test
    void leavesNothingWhereItCouldNotBegin() {
        NetemBands bands = new NetemBands(
                command -> {
                    if (command.startsWith("tc -batch")) {
                        throw new FaultException(
                                "in a pod: tc; }: Error: Specified qdisc kind is unknown.\nCommand failed -:1");
                    }
                    return shell(command);
                },
                address -> 3);

        assertThatThrownBy(() -> bands.treat(DELAY, List.of("10.0.0.2")))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        e -> assertThat(LinkShaping.reason(e)).isEqualTo("Specified qdisc kind is unknown."));
        assertThat(commands)
                .anySatisfy(command -> assertThat(command).contains("qdisc del dev eth0 root handle 5c15:"));
    }
}
