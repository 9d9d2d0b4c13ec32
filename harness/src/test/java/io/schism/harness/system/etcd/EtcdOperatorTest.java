package io.schism.harness.system.etcd;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.OperatorContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.AdminControl.Action;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EtcdOperatorTest extends OperatorContract {
    @Override
    protected SystemUnderTest system() {
        return Etcd.orSkip();
    }

    @Override
    protected Environment environment(Path directory) {
        return LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none());
    }

    @Test
    void changesNothingWithoutAMajority() {
        seesNothingChangedWithoutAMajority();
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
