package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schism.harness.bugs.BugLedger;
import io.schism.harness.bugs.BugPlans;
import io.schism.harness.bugs.KnownBug;
import io.schism.harness.system.Settings;
import io.schism.harness.system.etcd.EtcdSystem;
import io.schism.harness.system.raft.RaftSystem;
import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.schedule.Plan;
import io.schism.workloads.catalog.Workloads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row could be run: nothing in it is misspelt. */
class BugLedgerTest {
    @Test
    void hasNoNameTwice() {
        assertThat(BugLedger.all()).extracting(KnownBug::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("sides")
    void canBeRun(String name, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("test"));
        words.addAll(arguments);
        assertThatCode(() -> Main.commandLine().parseArgs(words.toArray(new String[0])))
                .as(name)
                .doesNotThrowAnyException();
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--workload" -> assertThat(Workloads.named(value).name()).isEqualTo(value);
                case "--faults" -> FaultCatalogue.standard().parse(value);
                case "--plan" -> plan(value);
                case "--set" ->
                    settings.put(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
                default -> {}
            }
        }
        Settings.of(arguments.contains("etcd") ? EtcdSystem.SETTINGS : RaftSystem.SETTINGS, settings);
    }

    @Test
    void knowsNoOtherPlans() {
        assertThatThrownBy(() -> BugPlans.lines("ledger:of-nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger:of-nobody");
        assertThat(BugPlans.lines("faults.jsonl")).isEmpty();
    }

    private static List<Object[]> sides() {
        List<Object[]> sides = new ArrayList<>();
        BugLedger.all().forEach(bug -> {
            sides.add(new Object[] {bug.name(), bug.guilty()});
            sides.add(new Object[] {bug.name() + ", healthy", bug.healthy()});
        });
        return sides;
    }

    private static void plan(String name) {
        ObjectMapper json = new ObjectMapper();
        List<Map<String, Object>> lines = new ArrayList<>();
        BugPlans.lines(name).orElseThrow().forEach(line -> {
            try {
                lines.add(json.readValue(line, new TypeReference<Map<String, Object>>() {}));
            } catch (java.io.IOException e) {
                throw new AssertionError(line, e);
            }
        });
        Plan plan = Plan.fromMaps(lines);
        assertThat(plan.faults()).isNotEmpty();
        FaultCatalogue.standard().check(plan);
    }
}
