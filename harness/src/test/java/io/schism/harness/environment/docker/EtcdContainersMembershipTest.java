package io.schism.harness.environment.docker;

import io.schism.harness.Needs;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.MembershipContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class EtcdContainersMembershipTest extends MembershipContract {
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
                new DockerOptions(
                        "members-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
                        3,
                        images.etcd(Optional.empty()),
                        images.pod(),
                        2379,
                        2380,
                        LocalImages.shaper(),
                        LocalImages::inImage,
                        directory,
                        Optional.empty()));
    }
}
