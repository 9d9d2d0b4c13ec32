package io.schism.harness.environment.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class PortsTest {
    @Test
    void givesDifferentPortsThatAListenerCanTake() throws IOException {
        for (boolean hold : new boolean[] {Ports.ofThisMachine().holds(), false}) {
            try (Ports ports = new Ports(hold)) {
                Set<Integer> given = new HashSet<>();
                for (int i = 0; i < 20; i++) {
                    given.add(ports.next());
                }
                assertThat(given).hasSize(20).allMatch(Ports::free);
                assertThat(given).allMatch(port -> port < 32_768);
                int port = given.iterator().next();
                try (ServerSocket listener = new ServerSocket()) {
                    listener.setReuseAddress(true);
                    listener.bind(Ports.loopback(port));
                    assertThat(Ports.free(port)).isFalse();
                }
            }
        }
    }

    @Test
    void keepsOtherRunsAwayFromAPortWhoseNodeIsDead() throws IOException {
        Assumptions.assumeTrue(Ports.ofThisMachine().holds(), "only Linux lets a port be held without listening");
        try (Ports ports = Ports.ofThisMachine();
                ServerSocket probe = new ServerSocket()) {
            int port = ports.next();
            probe.setReuseAddress(false);
            assertThat(canBind(probe, port)).isFalse();
        }
    }

    private static boolean canBind(ServerSocket socket, int port) {
        try {
            socket.bind(Ports.loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
