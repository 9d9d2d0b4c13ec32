package io.schism.harness.system.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NodeOptionsTest {
    @Test
    void readsTheArgumentsItWrote() {
        NodeOptions options = new NodeOptions(
                "n1",
                "127.0.0.1",
                1,
                2,
                Map.of("n1", "n1.peer:1", "n2", "n2.peer:1"),
                Path.of("/data with spaces=and equals"),
                OptionalInt.of(3),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                500,
                "lease",
                true,
                false,
                true,
                true,
                false);

        assertThat(NodeOptions.parse(options.arguments())).isEqualTo(options);
    }

    @Test
    void namesTheArgumentThatIsMissing() {
        assertThatThrownBy(() -> NodeOptions.parse(List.of("listen=127.0.0.1")))
                .hasMessage("argument name= is missing");
    }
}
