package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void saysInALineWhyNoNodeCanBeMade() {
        assertThat(new Doctor("/nowhere/etcd").faults("local", "etcd"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.works()).isFalse();
                    assertThat(finding.words()).contains("/nowhere/etcd", "install etcd");
                });
    }
}
