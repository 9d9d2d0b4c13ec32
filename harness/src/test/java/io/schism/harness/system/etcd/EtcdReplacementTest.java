package io.schism.harness.system.etcd;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.MembershipContract;
import io.schism.harness.system.SystemUnderTest;
import java.nio.file.Path;

class EtcdReplacementTest extends MembershipContract {
    @Override
    protected SystemUnderTest system() {
        return Etcd.orSkip();
    }

    @Override
    protected Environment environment(Path directory) {
        return LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none());
    }
}
