package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Site;
import io.schism.harness.system.Settings;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFlagsTest {
    private static final Site N1 = site("n1", 1);
    private static final Site N2 = site("n2", 2);

    private static Site site(String name, int number) {
        return new Site(
                new Node(name),
                "127.0.0.1",
                100 + number,
                200 + number,
                name + ".peer",
                "/data/" + name,
                "/log/" + name,
                OptionalInt.of(300 + number));
    }

    private static List<String> flags(String version, Map<String, String> given) {
        EtcdVersion parsed = EtcdVersion.parse("etcd", "etcd Version: " + version + "\nGit SHA: x\n");
        return EtcdFlags.of(parsed, Settings.of(EtcdSystem.SETTINGS, given), N1, List.of(N1, N2), Optional.empty());
    }

    @Test
    void announcesNamesAndListensOnAddresses() {
        assertThat(flags("3.5.16", Map.of()))
                .contains(
                        "--listen-peer-urls=http://127.0.0.1:101",
                        "--initial-advertise-peer-urls=http://n1.peer:101",
                        "--initial-cluster=n1=http://n1.peer:101,n2=http://n2.peer:102",
                        "--listen-client-urls=http://127.0.0.1:201");
    }

    @ParameterizedTest
    @CsvSource({
        "3.4.23,as-released,false",
        "3.4.23,on,true",
        "3.5.16,as-released,true",
        "3.5.16,off,false",
        "3.6.9,as-released,true"
    })
    void alwaysSaysPreVote(String version, String setting, String flag) {
        assertThat(flags(version, Map.of("pre-vote", setting))).contains("--pre-vote=" + flag);
    }

    @Test
    void passesOnWhatIsSet() {
        assertThat(flags(
                        "3.4.23",
                        Map.of(
                                "heartbeat", "50ms",
                                "election-timeout", "250ms",
                                "snapshot-threshold", "100",
                                "unsafe-no-fsync", "on",
                                "flag", "--max-wals=3 --max-snapshots=2")))
                .contains(
                        "--heartbeat-interval=50",
                        "--election-timeout=250",
                        "--snapshot-count=100",
                        "--unsafe-no-fsync",
                        "--max-wals=3",
                        "--max-snapshots=2");
    }

    @Test
    void refusesABinaryThatIsMissingOrIsSomethingElse() {
        assertThatThrownBy(() -> EtcdSystem.with("/nowhere/etcd", Map.of()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("/nowhere/etcd cannot be run; install etcd")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> EtcdSystem.with("java", Map.of()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("is it etcd?");
    }

    @Test
    void refusesAnElectionTimeoutThatEtcdWouldRefuse() {
        assertThatThrownBy(() -> EtcdSystem.with("etcd", Map.of("heartbeat", "500ms")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least five times the heartbeat (500ms)");
    }
}
