package io.schism.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schism.harness.bugs.BugPlans;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Preparation;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.catalogue.FaultSelection;
import io.schism.nemesis.catalogue.Offer;
import io.schism.nemesis.disk.DiskFaults;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Schedule;
import io.schism.nemesis.schedule.ScheduleOptions;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what the configuration says about faults into the plan of a run: drawn from the seed, or read from an earlier run. */
final class FaultPlanning {
    private static final Duration QUESTION = Duration.ofMillis(700);
    private static final Set<String> ON_DISKS =
            DiskFaults.families().stream().map(FaultFamily::name).collect(Collectors.toUnmodifiableSet());
    private static final TypeReference<Map<String, Object>> LINE = new TypeReference<>() {};

    private final RunConfiguration configuration;
    private final FaultCatalogue catalogue = FaultCatalogue.standard();
    private final Optional<Plan> given;
    private final FaultSelection selection;

    /**
     * Reads what is asked for: the plan, which stands in place of all else that the configuration says about faults, or else those.
     *
     * @throws IllegalArgumentException for a fault or a parameter that is not known, or a file that is no plan, in one line
     */
    FaultPlanning(RunConfiguration configuration) {
        this.configuration = configuration;
        this.given = configuration.plan().map(FaultPlanning::read);
        given.ifPresent(catalogue::check);
        this.selection = given.isPresent() ? FaultSelection.NONE : selected();
    }

    private FaultSelection selected() {
        FaultSelection selected = catalogue.parse(configuration.faults()).aimedAt(configuration.targets());
        boolean split = selected.items().stream()
                .anyMatch(item ->
                        item.fault().equals("partition") && item.variant().isEmpty());
        if (split && configuration.nodes() < 2 && !selected.everything()) {
            throw new IllegalArgumentException("--faults partition cannot split a cluster of one node; give --nodes 3,"
                    + " or partition:client-node to cut the clients from it");
        }
        return selected;
    }

    FaultCatalogue catalogue() {
        return catalogue;
    }

    /** Whether faults of this run need disks of the nodes' own, which have to be there before a node is. */
    boolean wantsDisks() {
        Stream<String> wanted = given.map(plan -> plan.faults().stream().map(PlannedFault::fault))
                .orElseGet(() -> selection.items().stream().map(FaultSelection.Item::fault));
        return wanted.anyMatch(ON_DISKS::contains);
    }

    /** The ports that faults of this run may use. */
    Targets targets(Environment environment, SystemUnderTest system) {
        Targets.Builder targets =
                Targets.builder(new View(environment, system), environment.processes(), environment.network());
        environment.clocks().ifPresent(targets::clocks);
        environment.freezer().ifPresent(targets::freezer);
        environment.cpu().ifPresent(targets::cpu);
        environment.memory().ifPresent(targets::memory);
        environment.disks().ifPresent(targets::disks);
        system.membership(environment).ifPresent(targets::membership);
        system.admin(environment).ifPresent(targets::admin);
        system.upgrades(environment).ifPresent(targets::upgrades);
        system.snapshots(environment).ifPresent(targets::snapshots);
        return targets.build();
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException when something asked for or planned cannot be had here
     */
    Plan plan(Targets targets, Consumer<String> narrator) {
        if (given.isPresent()) {
            catalogue.check(given.get(), targets);
            return given.get();
        }
        Offer offer = catalogue.offer(selection, targets, configuration.profile(), configuration.keepQuorum());
        offer.leftOutInWords().forEach(left -> narrator.accept("left out " + left));
        ScheduleOptions.Builder schedule =
                ScheduleOptions.builder(configuration.profile()).timeLimit(configuration.timeLimit());
        configuration.faultInterval().ifPresent(schedule::interval);
        if (configuration.keepQuorum()) {
            schedule.keepQuorum(true);
        }
        return Schedule.plan(offer.repertoire(), schedule.build(), configuration.seed());
    }

    /** What the environment should make before the plan begins, so that no fault has to wait for it. */
    static Set<Preparation> needs(Plan plan) {
        Set<Preparation> needs = EnumSet.noneOf(Preparation.class);
        for (PlannedFault fault : plan.faults()) {
            switch (fault.fault()) {
                case "clock" -> needs.add(Preparation.CLOCKS);
                case "partition" -> needs.add(Preparation.PROBES);
                case "freeze", "memory", "slow" -> needs.add(Preparation.LIMITS);
                case "packet" -> needs.addAll(EnumSet.of(Preparation.PROBES, Preparation.PACKETS));
                default -> {
                    continue; // needs nothing that takes long to make
                }
            }
        }
        return needs;
    }

    private static Plan read(Path file) {
        ObjectMapper json = new ObjectMapper();
        List<Map<String, Object>> lines = new ArrayList<>();
        int number = 0;
        try {
            for (String line : linesOf(file)) {
                number++;
                Map<String, Object> event = json.readValue(line, LINE);
                if ("planned".equals(event.get("event"))) {
                    lines.add(event);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "--plan " + file + ", line " + number + ", is not JSON; give the faults.jsonl of a run", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--plan " + file + " cannot be read; give the faults.jsonl of a run", e);
        }
        return Plan.fromMaps(lines);
    }

    private static List<String> linesOf(Path file) throws IOException {
        Optional<List<String>> known = BugPlans.lines(file.toString());
        return known.isPresent() ? known.get() : Files.readAllLines(file);
    }

    private record View(Environment environment, SystemUnderTest system) implements ClusterView {
        @Override
        public List<Node> nodes() {
            return environment.nodes();
        }

        @Override
        public Optional<Node> leader() {
            return system.leader(environment, QUESTION);
        }

        @Override
        public Optional<Boolean> healthy(Node node) {
            return Optional.of(system.healthy(environment, node, QUESTION));
        }

        @Override
        public Optional<String> lost() {
            return environment.lost();
        }
    }
}
