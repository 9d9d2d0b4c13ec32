package io.schism.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    @Test
    void ordersItsFaultsByTime() {
        Plan plan = new Plan(List.of(
                new PlannedFault(
                        2,
                        Duration.ofSeconds(9),
                        Duration.ofMillis(1500),
                        "kill",
                        "leader",
                        -5L,
                        Map.of("keepQuorum", "true")),
                new PlannedFault(
                        1, Duration.ofSeconds(3), Duration.ZERO, "clock", "bump", 7L, Map.of("target", "one"))));

        assertThat(plan.faults()).extracting(PlannedFault::id).containsExactly(1, 2);
        assertThat(plan.end()).isEqualTo(Duration.ofMillis(10_500));
    }

    @Test
    void passesOverLinesThatAreNotPlannedAndTakesTimesWrittenByHand() {
        Map<String, Object> begun = Map.of("id", 1, "event", "begun", "time", 5);
        Map<String, Object> planned = line();
        planned.put("at", "3s");
        planned.put("hold", "250ms");
        planned.put("time", 0);
        planned.put("name", "kill:one");
        planned.put("parameters", Map.of("keepQuorum", true));

        Plan plan = Plan.fromMaps(List.of(begun, planned));

        assertThat(plan.faults()).hasSize(1);
        assertThat(plan.faults().get(0).at()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.faults().get(0).hold()).isEqualTo(Duration.ofMillis(250));
        assertThat(plan.faults().get(0).parameters()).isEqualTo(Map.of("keepQuorum", "true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "at; -1; plan line 1: \"at\" (-1) must not be negative",
                "hold; soon; plan line 1: \"hold\" (soon) must be a whole number with a unit: 500ms, 30s, 5m",
                "id; 0; id (0) of a planned fault must be 1 or more",
                "seed; ; plan line 1: \"seed\", which is missing, must be a whole number",
                "fault; ; plan line 1: \"fault\", which is missing, must be text",
                "event; ; plan line 1: \"event\", which is missing, must be text",
            })
    void saysWhatIsWrongWithALine(String key, String value, String message) {
        Map<String, Object> line = line();
        if (value == null) {
            line.remove(key);
        } else {
            line.put(key, value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value);
        }

        assertThatThrownBy(() -> Plan.fromMaps(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesTwoFaultsWithOneNumber() {
        assertThatThrownBy(() -> Plan.fromMaps(List.of(line(), line())))
                .hasMessage("two planned faults have the id 1; give each its own");
    }

    @Test
    void refusesAParameterThatIsNoNumber() {
        PlannedFault fault = new PlannedFault(
                4, Duration.ZERO, Duration.ZERO, "packet", "loss", 1, Map.of("probability", "much", "delay", "50"));

        assertThatThrownBy(() -> fault.number("probability", 0.2))
                .hasMessage("parameter probability (much) of fault 4 must be a number");
        assertThatThrownBy(() -> fault.duration("delay", Duration.ZERO))
                .hasMessage("delay (50) must be a whole number with a unit: 500ms, 30s, 5m");
        assertThat(fault.number("rate", 0.2)).isEqualTo(0.2);
    }

    private static Map<String, Object> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", 1);
        line.put("event", "planned");
        line.put("at", 3_000_000_000L);
        line.put("hold", 0);
        line.put("fault", "kill");
        line.put("variant", "one");
        line.put("seed", 12345678901L);
        return line;
    }
}
