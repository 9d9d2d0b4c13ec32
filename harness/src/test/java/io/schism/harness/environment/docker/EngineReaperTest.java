package io.schism.harness.environment.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether Testcontainers may be asked for anything, over an engine with these images. */
class EngineReaperTest {
    private static final String IMAGE = "testcontainers/ryuk:1";

    @Test
    void passesWhenTheReaperIsNotWanted() {
        assertThat(Engine.reaperRefusal("true", IMAGE, image -> false)).isEmpty();
    }

    @Test
    void passesWhenTheEngineHasTheReaper() {
        assertThat(Engine.reaperRefusal("false", IMAGE, IMAGE::equals)).isEmpty();
        assertThat(Engine.reaperRefusal(null, IMAGE, IMAGE::equals)).isEmpty();
    }

    @Test
    void refusesAReaperThatWouldHaveToBePulled() {
        assertThat(Engine.reaperRefusal(null, IMAGE, image -> false))
                .hasValueSatisfying(why -> assertThat(why).contains(IMAGE, "TESTCONTAINERS_RYUK_DISABLED=true"));
        assertThat(Engine.reaperRefusal("false", IMAGE, image -> false)).isPresent();
    }
}
