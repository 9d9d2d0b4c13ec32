package io.schism.harness.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final List<Setting> KNOWN = List.of(
            Setting.choice("read", "linearizable", "lease", "default"),
            Setting.duration("heartbeat", "100ms", Duration.ofMillis(5), Duration.ofSeconds(10)),
            Setting.number("snapshot-threshold", 1000, 10, 5000),
            Setting.choice("pre-vote", "on", "off"),
            Setting.text("flag", ""));

    @Test
    void takesDefaultsForWhatIsNotGiven() {
        Settings settings = Settings.of(KNOWN, Map.of("heartbeat", "2s"));

        assertThat(settings.text("read")).isEqualTo("linearizable");
        assertThat(settings.duration("heartbeat")).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.number("snapshot-threshold")).isEqualTo(1000);
        assertThat(settings.on("pre-vote")).isTrue();
        assertThat(settings.all().keySet())
                .containsExactly("read", "heartbeat", "snapshot-threshold", "pre-vote", "flag");
    }

    @ParameterizedTest
    @CsvSource({"raed,read", "heart-beat,heartbeat", "snapshot-count,snapshot-threshold", "prevote,pre-vote"})
    void namesTheNearestKeyForAMisspeltOne(String written, String meant) {
        assertThatThrownBy(() -> Settings.of(KNOWN, Map.of(written, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--set " + written + " is not a setting")
                .hasMessageContaining("did you mean " + meant + "?")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "read,fast",
        "heartbeat,100",
        "heartbeat,1ms",
        "heartbeat,11s",
        "heartbeat,-5ms",
        "snapshot-threshold,9",
        "snapshot-threshold,ten",
        "pre-vote,true"
    })
    void saysWhatAValueMayBe(String name, String value) {
        assertThatThrownBy(() -> Settings.of(KNOWN, Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--set " + name + "=" + value + " is not allowed; it takes ")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "read,read,0", "'',abc,3", "ab,ba,2"})
    void countsEdits(String left, String right, int edits) {
        assertThat(Spelling.distance(left, right)).isEqualTo(edits);
    }
}
