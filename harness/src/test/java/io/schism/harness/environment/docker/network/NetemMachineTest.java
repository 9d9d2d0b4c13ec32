package io.schism.harness.environment.docker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What netem does to packets on a kernel that has it, and that all of it is gone after healing. One machine serves all tests. */
@Timeout(120)
class NetemMachineTest {
    private static final List<Node> NODES =
            IntStream.rangeClosed(1, 3).mapToObj(i -> new Node("n" + i)).toList();
    private static final Node ONE = NODES.get(0);
    private static final Node TWO = NODES.get(1);
    private static final Node THREE = NODES.get(2);
    private static final Link LINK = new Link(ONE, TWO);
    private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+) ttl=\\d+ time=([\\d.]+) ms( \\(DUP!\\))?");

    private static VirtualMachine machine;
    private static NetemLinks netem;
    private static List<String> before;

    @BeforeAll
    static void boot() throws IOException {
        machine = new VirtualMachine(folder(), "");
        netem = links(machine);
        assertThat(netem.refusal()).isEmpty();
        for (Node node : NODES) {
            for (Node other : NODES) {
                ping(node, other, "-c 1"); // so that nobody asks for hardware addresses later
            }
        }
        before = NODES.stream().map(NetemMachineTest::state).toList();
    }

    private static Path folder() {
        String folder = System.getenv("SCHISM_NETEM_VM");
        assumeTrue(
                folder != null,
                "needs sch_netem in a virtual machine: start it by harness/src/test/netem/netem-in-a-vm.sh");
        return Path.of(String.valueOf(folder));
    }

    private static NetemLinks links(VirtualMachine machine) {
        return new NetemLinks(
                new Places(NODES, node -> "10.0.0." + node.name().substring(1), machine, "10.0.0.254", Runnable::run));
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
        }
    }

    @AfterEach
    void everythingIsAsItWas() {
        assertThat(NODES.stream().map(NetemMachineTest::state).toList()).isEqualTo(before);
        assertThat(ping(ONE, TWO, "-c 20 -i 0.01").answers).hasSize(20);
    }

    @Test
    void delaysInOneDirectionAndInOrder() {
        try (Imposed delay = netem.impose(delay(60, 20), List.of(LINK))) {
            Pings hit = ping(ONE, TWO, "-c 100 -i 0.004");
            Pings spared = ping(ONE, THREE, "-c 20 -i 0.01");

            report("delay 60 ± 20 ms", hit, spared, delay);
            assertThat(hit.least()).isGreaterThan(40);
            assertThat(hit.answers).hasSize(100);
            assertThat(hit.overtaken()).isZero();
            assertThat(spared.least()).isLessThan(40);
            assertThat(delay.affected()).isEqualTo(100);
        }
    }

    @Test
    void losesPackets() {
        try (Imposed loss = netem.impose(new Impairment.Loss(0.3), List.of(LINK))) {
            Pings hit = ping(ONE, TWO, "-c 300 -i 0.005");
            Pings spared = ping(ONE, THREE, "-c 50 -i 0.005");

            report("loss 30 %", hit, spared, loss);
            assertThat(loss.affected()).isEqualTo(300 - hit.answers.size()).isBetween(50L, 140L);
            assertThat(spared.answers).hasSize(50);
        }
    }

    @Test
    void doublesPackets() {
        try (Imposed doubled = netem.impose(new Impairment.Duplicate(0.2), List.of(LINK))) {
            Pings hit = ping(ONE, TWO, "-c 300 -i 0.005");
            Pings spared = ping(ONE, THREE, "-c 50 -i 0.005");

            report("duplicate 20 %", hit, spared, doubled);
            assertThat(hit.doubles()).isEqualTo(doubled.affected()).isBetween(25L, 110L);
            assertThat(hit.answers.size() - hit.doubles()).isEqualTo(300);
            assertThat(spared.doubles()).isZero();
        }
    }

    @Test
    void damagesPackets() {
        try (Imposed corrupt = netem.impose(new Impairment.Corrupt(0.3), List.of(LINK))) {
            Pings hit = ping(ONE, TWO, "-c 300 -i 0.005");
            Pings spared = ping(ONE, THREE, "-c 50 -i 0.005");

            report("corrupt 30 %", hit, spared, corrupt);
            // A bit of the sender's hardware address may be the one that is flipped, which nobody minds.
            assertThat(300L - hit.answers.size()).isBetween(30L, corrupt.affected());
            assertThat(corrupt.affected()).isBetween(50L, 140L);
            assertThat(spared.answers).hasSize(50);
        }
    }

    @Test
    void letsPacketsOvertakeOthers() {
        try (Imposed reorder = netem.impose(new Impairment.Reorder(0.2, Duration.ofMillis(40)), List.of(LINK))) {
            Pings hit = ping(ONE, TWO, "-c 300 -i 0.005");
            Pings spared = ping(ONE, THREE, "-c 50 -i 0.005");

            report("reorder 20 %", hit, spared, reorder);
            assertThat(hit.answers).hasSize(300);
            assertThat(hit.overtaken()).isPositive();
            assertThat(reorder.affected()).isBetween(25L, 110L);
            assertThat(spared.overtaken()).isZero();
        }
    }

    @Test
    void narrowsALine() {
        try (Imposed rate = netem.impose(new Impairment.Rate(10_000), List.of(LINK))) {
            Pings hit = ping(ONE, TWO, "-c 10 -i 0.3 -s 1400");
            Pings spared = ping(ONE, THREE, "-c 10 -i 0.01 -s 1400");

            report("rate 10,000 bytes/s, 1,442 bytes each", hit, spared, rate);
            assertThat(hit.least()).isGreaterThan(140);
            assertThat(spared.least()).isLessThan(140);
            assertThat(rate.affected()).isEqualTo(10);
        }
    }

    @Test
    void keepsAllInForceWhereSeveralAreOnOneLink() {
        try (Imposed first = netem.impose(delay(50, 0), List.of(LINK));
                Imposed second = netem.impose(delay(100, 0), List.of(LINK, LINK.reversed(), new Link(ONE, THREE)));
                Imposed loss = netem.impose(new Impairment.Loss(0.5), List.of(LINK));
                Imposed doubled = netem.impose(new Impairment.Duplicate(0.5), List.of(LINK));
                Imposed corrupt = netem.impose(new Impairment.Corrupt(0.1), List.of(LINK))) {
            Pings all = ping(ONE, TWO, "-c 100 -i 0.01");
            report("delay 50 and 100 (twice) ms, loss 50 %, duplicate 50 %, corrupt 10 %", all, all, second);
            assertThat(all.least()).isGreaterThan(250);
            assertThat(all.doubles()).isPositive();
            assertThat(List.of(first, loss, doubled, corrupt))
                    .allSatisfy(imposed -> assertThat(imposed.affected()).isPositive());

            first.close();
            loss.close();
            corrupt.close();
            doubled.close();
            Pings left = ping(ONE, TWO, "-c 20 -i 0.01");
            report("what is left: delay 100 ms both ways", left, ping(TWO, THREE, "-c 5 -i 0.01"), second);
            assertThat(left.answers).hasSize(20);
            assertThat(left.least()).isBetween(200.0, 250.0);
            assertThat(ping(ONE, THREE, "-c 5 -i 0.01").least()).isGreaterThan(100);
        }
    }

    @Test
    void losesNothingWhenItHeals() throws Exception {
        Imposed delay = netem.impose(delay(150, 0), List.of(LINK));
        machine.run(ONE, "ping -n -c 200 -i 0.01 10.0.0.2 >/tmp/pings 2>&1 &");
        while (delay.affected() < 50) {
            assertThat(machine.run(ONE, "cat /tmp/pings")).doesNotContain("packets transmitted");
        }

        delay.close();

        String pings = "";
        while (!pings.contains("packets transmitted")) {
            pings = machine.run(ONE, "sleep 0.1; cat /tmp/pings");
        }
        assertThat(new Pings(pings).answers).hasSize(200);
    }

    @Test
    void refusesByNameWithoutNetem() throws IOException {
        try (VirtualMachine without = new VirtualMachine(folder(), "sch_netem")) {
            NetemLinks links = links(without);

            assertThat(links.refusal())
                    .hasValueSatisfying(why -> assertThat(why).contains("qdisc kind is unknown"));
            assertThat(without.run(ONE, "ip -o link show")).doesNotContain("schism");
        }
    }

    private static Impairment.Delay delay(int millis, int jitter) {
        return new Impairment.Delay(Duration.ofMillis(millis), Duration.ofMillis(jitter), 0.25);
    }

    private static Pings ping(Node from, Node to, String how) {
        return new Pings(
                machine.run(from, "ping -n " + how + " 10.0.0." + to.name().substring(1) + " || true"));
    }

    /** All that tc and the kernel know of, without counters and ages. */
    private static String state(Node node) {
        return machine.run(
                node, "tc qdisc show; ip -o link show; tc filter show dev eth0; tc filter show dev eth0 egress 2>&1");
    }

    private static void report(String what, Pings hit, Pings spared, Imposed imposed) {
        System.out.println(
                what + ": on the link " + hit + "; on another " + spared + "; netem counted " + imposed.affected());
    }

    /** What ping saw, in the order in which it came. */
    private static final class Pings {
        private final List<Integer> answers = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();
        private long doubles;

        Pings(String text) {
            Matcher found = ANSWER.matcher(text);
            while (found.find()) {
                answers.add(Integer.parseInt(found.group(1)));
                times.add(Double.parseDouble(found.group(2)));
                doubles += found.group(3) == null ? 0 : 1;
            }
        }

        double least() {
            return times.stream().mapToDouble(time -> time).min().orElse(Double.NaN);
        }

        long doubles() {
            return doubles;
        }

        long overtaken() {
            return IntStream.range(1, answers.size())
                    .filter(i -> answers.get(i) < answers.get(i - 1))
                    .count();
        }

        @Override
        public String toString() {
            List<Double> sorted = times.stream().sorted().toList();
            return answers.size() + " answers"
                    + (sorted.isEmpty()
                            ? ""
                            : " in " + sorted.get(0) + " to " + sorted.get(sorted.size() - 1) + " ms, median "
                                    + sorted.get(sorted.size() / 2))
                    + ", " + doubles + " twice, " + overtaken() + " late";
        }
    }
}
