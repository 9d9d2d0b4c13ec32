package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.EnvironmentException;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which image a run is made of, over a machine and a registry that the tests say. */
class EtcdImagesTest {
    private static final Function<String, Optional<String>> NO_REGISTRY = reference -> Optional.of("no such host");
    private static final Function<String, Optional<String>> REGISTRY = reference -> Optional.empty();

    private static RunConfiguration.Builder containers() {
        return RunConfiguration.builder().system("etcd").environment("docker");
    }

    @Test
    void takesThePublishedImageWhereThereIsNoProgram() {
        RunConfiguration settled = EtcdImages.settled(containers().build(), program -> false, REGISTRY);

        assertThat(settled.image()).contains(EtcdImages.PUBLISHED);
        assertThat(settled.toMap()).containsEntry("image", EtcdImages.PUBLISHED);
    }

    @Test
    void namesBothMendsInOneLineWhereNoRegistryAnswers() {
        RunConfiguration open = containers().build();

        assertThatThrownBy(() -> EtcdImages.settled(open, program -> false, NO_REGISTRY))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContainingAll("no such host", "install etcd", "--image")
                .hasMessageNotContaining("\n");
    }

    @Test
    void buildsOfTheProgramThatIsThere() {
        assertThat(EtcdImages.settled(containers().build(), program -> true, NO_REGISTRY)
                        .image())
                .isEmpty();
    }

    @Test
    void asksNoRegistryWhenAnImageOrAProgramIsNamedAndWhenNoneIsNeeded() {
        assertThat(EtcdImages.settled(containers().image("mine:1").build(), program -> false, NO_REGISTRY)
                        .image())
                .contains("mine:1");
        assertThat(EtcdImages.settled(containers().etcdBinary("3.5").build(), program -> false, NO_REGISTRY)
                        .image())
                .isEmpty();
        assertThat(EtcdImages.settled(containers().environment("local").build(), program -> false, NO_REGISTRY)
                        .image())
                .isEmpty();
        assertThat(EtcdImages.settled(containers().system("raft").build(), program -> false, NO_REGISTRY)
                        .image())
                .isEmpty();
    }

    @Test
    void refusesAProgramBesideAnImage() {
        RunConfiguration both = containers().image("mine:1").etcdBinary("3.5").build();

        assertThatThrownBy(() -> EtcdImages.settled(both, program -> true, REGISTRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("mine:1", "--etcd-binary (3.5)");
    }
}
