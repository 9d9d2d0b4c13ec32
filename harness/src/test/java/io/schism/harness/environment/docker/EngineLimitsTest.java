package io.schism.harness.environment.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineLimitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///var/run/docker.sock",
                "unix://localhost:2375",
                "tcp://127.0.0.1:2375",
                "tcp://localhost:2375"
            })
    void anEngineOfThisMachineThatRunsAsRootCanDoEverything(String host) {
        EngineLimits limits = EngineLimits.of(URI.create(host), List.of("name=seccomp,profile=default"), "cgroupfs");

        assertThat(limits.clients()).isEmpty();
        assertThat(limits.mounts()).isEmpty();
        assertThat(limits.control()).isEmpty();
    }

    @Test
    void nodesOfAnotherMachineCannotBeReachedAndSeeNoDiskOfThisOne() {
        EngineLimits limits = EngineLimits.of(URI.create("tcp://192.0.2.7:2376"), List.of(), "systemd");

        assertThat(limits.clients())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("tcp://192.0.2.7:2376")
                        .contains("loopback")
                        .contains("run Schism there"));
        assertThat(limits.mounts()).hasValueSatisfying(why -> assertThat(why).contains("another machine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://192.0.2.7:2376", "ssh://operator@localhost"})
    void anEngineElsewhereIsRefusedByItsAddressAloneSoThatNobodyWaitsForIt(String address) {
        assertThat(EngineLimits.ofHost(address))
                .hasValueSatisfying(why -> assertThat(why).contains(address).contains("run Schism there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///var/run/docker.sock", "tcp://127.0.0.1:2375"})
    void anEngineOfThisMachineIsAsked(String address) {
        assertThat(EngineLimits.ofHost(address)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsSaidToBe() {
        assertThat(EngineLimits.ofHost("tcp://a b"))
                .hasValueSatisfying(why -> assertThat(why).contains("tcp://a b").contains("unix:///PATH"));
    }

    @Test
    void aRootlessEngineWithoutControlGroupsCanNeitherMountNorFreeze() {
        EngineLimits limits = EngineLimits.of(
                URI.create("unix:///run/user/1000/docker.sock"), List.of("name=seccomp", "name=rootless"), "none");

        assertThat(limits.clients()).isEmpty();
        assertThat(limits.mounts()).hasValueSatisfying(why -> assertThat(why).contains("name=rootless"));
        assertThat(limits.control()).hasValueSatisfying(why -> assertThat(why).contains("cgroup v2"));
    }
}
