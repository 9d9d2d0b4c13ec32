package io.schism.harness.environment.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Needs;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.OperatorContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.target.AdminControl.Action;
import java.nio.file.Path;
import java.util.Map;

class RaftContainersOperatorTest extends OperatorContract {
    @Override
    protected SystemUnderTest system() {
        Needs.docker();
        Needs.program("nft", "nftables");
        return Systems.named("raft", Map.of(), "etcd");
    }

    @Override
    protected Environment environment(Path directory) {
        Engine engine = Engine.connect();
        LocalImages images = new LocalImages(engine.client(), line -> {});
        return DockerEnvironment.create(
                engine,
                ContainerRuns.options(
                        "raft-members-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
                        3,
                        images.raft(),
                        images,
                        directory));
    }

    @Override
    protected String answer(Action action) {
        assertThat(action).isEqualTo(Action.SNAPSHOT);
        return "took a snapshot at index [\\d,]+, the one before at [-\\d,]+";
    }
}
