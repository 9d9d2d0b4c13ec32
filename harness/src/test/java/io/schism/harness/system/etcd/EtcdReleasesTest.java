package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdReleasesTest {
    @TempDir
    Path folder;

    private EtcdReleases releases;

    @BeforeEach
    void unpackSome() throws IOException {
        for (String version : new String[] {"3.4.23", "3.4.30", "3.5.9", "3.5.16", "3.6.1", "notes", "3.5"}) {
            Path program = Files.createDirectories(folder.resolve(version)).resolve("etcd");
            Files.createFile(program).toFile().setExecutable(true);
        }
        Files.createDirectories(folder.resolve("3.5.99"));
        releases = new EtcdReleases(folder);
    }

    @Test
    void knowsWhatIsUnpackedOldestFirst() {
        assertThat(releases.versions()).containsExactly("3.4.23", "3.4.30", "3.5.9", "3.5.16", "3.6.1");
        assertThat(new EtcdReleases(folder.resolve("nowhere")).versions()).isEmpty();
    }

    @Test
    void takesTheNewestOfAVersionAndAnythingElseAsItIs() {
        assertThat(releases.program("3.5"))
                .isEqualTo(folder.resolve("3.5.16/etcd").toString());
        assertThat(releases.program("3.5.9"))
                .isEqualTo(folder.resolve("3.5.9/etcd").toString());
        assertThat(releases.program("etcd")).isEqualTo("etcd");
        assertThat(releases.program("/opt/3.5/etcd")).isEqualTo("/opt/3.5/etcd");
        assertThatThrownBy(() -> releases.program("3.3"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no etcd 3.3 in " + folder)
                .hasMessageContaining("3.4.23, 3.4.30");
    }

    @Test
    void takesTheNewestThatIsNotTooOld() {
        assertThat(releases.program("3.5.9+"))
                .isEqualTo(folder.resolve("3.5.16/etcd").toString());
        assertThat(releases.program("3.4.24+"))
                .isEqualTo(folder.resolve("3.4.30/etcd").toString());
        assertThatThrownBy(() -> releases.program("3.5.17+"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no etcd 3.5 that is 3.5.17 or newer in " + folder)
                .hasMessageContaining(".ci/fetch-etcd sid");
    }

    @Test
    void upgradesToTheNewestOfTheNextMinorVersion() {
        assertThat(upgradeOf("3.4.23")).endsWith("3.5.16/etcd");
        assertThat(upgradeOf("3.5.16")).endsWith("3.6.1/etcd");
        assertThat(upgradeOf("3.3.25")).endsWith("3.4.30/etcd");
        assertThat(upgradeOf("3.6.0")).endsWith("3.6.1/etcd");
        assertThat(upgradeOf("3.6.1")).isEmpty();
    }

    @Test
    void looksWhereItIsTold() {
        assertThat(EtcdReleases.folder(Map.of("SCHISM_ETCD_DIR", "/x", "XDG_CACHE_HOME", "/y")))
                .isEqualTo(Path.of("/x"));
        assertThat(EtcdReleases.folder(Map.of("XDG_CACHE_HOME", "/y"))).isEqualTo(Path.of("/y/schism/etcd"));
        assertThat(EtcdReleases.folder(Map.of())).endsWith(Path.of(".cache/schism/etcd"));
    }

    private String upgradeOf(String version) {
        return releases.upgradeOf(EtcdVersion.named(version).orElseThrow()).orElse("");
    }
}
