package io.schism.harness.system.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.OperatorContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.AdminControl.Action;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftOperatorTest extends OperatorContract {
    @Override
    protected SystemUnderTest system() {
        return RaftSystem.with(Map.of());
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
        assertThat(action).isEqualTo(Action.SNAPSHOT);
        return "took a snapshot at index [\\d,]+, the one before at [-\\d,]+";
    }
}
