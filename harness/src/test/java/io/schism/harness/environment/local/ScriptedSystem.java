package io.schism.harness.environment.local;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Launch;
import io.schism.harness.environment.Site;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A system whose nodes run whatever the test says. */
record ScriptedSystem(Function<Site, List<String>> command) implements SystemUnderTest {
    /** Nodes that run a shell script; {@code $0} is the name of the node. */
    static ScriptedSystem shell(String script) {
        return new ScriptedSystem(
                site -> List.of("sh", "-c", script, site.node().name()));
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Map<String, String> description() {
        return Map.of();
    }

    @Override
    public Launch launch(Site site, List<Site> all) {
        return new Launch(command.apply(site), Map.of("NODE", site.node().name()));
    }

    @Override
    public Optional<Node> leader(Environment environment, Duration deadline) {
        return Optional.empty();
    }

    @Override
    public boolean healthy(Environment environment, Node node, Duration deadline) {
        return true;
    }

    @Override
    public Session session(InetSocketAddress address, Duration callDeadline) {
        throw new UnsupportedOperationException("a scripted system has no clients");
    }
}
