package io.schism.harness.environment.docker;

import io.schism.harness.Needs;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.OperatorContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.target.AdminControl.Action;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class EtcdContainersOperatorTest extends OperatorContract {
    @Override
    protected SystemUnderTest system() {
        Needs.docker();
        Needs.etcd();
        Needs.program("nft", "nftables");
        return Systems.named("etcd", Map.of(), "etcd");
    }

    @Override
    protected Environment environment(Path directory) {
        Engine engine = Engine.connect();
        LocalImages images = new LocalImages(engine.client(), line -> {});
        return DockerEnvironment.create(
                engine,
                ContainerRuns.options(
                        "members-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
                        3,
                        images.etcd(Optional.empty()),
                        images,
                        directory));
    }

    @Override
    protected String answer(Action action) {
        return switch (action) {
            case COMPACT -> "(was )?compacted (up to|beyond) revision \\d+.*";
            case DEFRAGMENT -> "defragmented from [\\d,]+ to [\\d,]+ bytes";
            case SNAPSHOT -> "gave a snapshot of [\\d,]+ bytes at revision [\\d,]+";
        };
    }
}
