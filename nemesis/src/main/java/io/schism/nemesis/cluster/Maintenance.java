package io.schism.nemesis.cluster;

import io.schism.nemesis.Fault;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compacts, defragments, or takes a snapshot of nodes in service.
 *
 * <h2>Phases</h2>
 * Asked of one node after the other; each says what it did. Nothing to heal.
 *
 * <h2>Failure modes</h2>
 * Those stopped by other faults are passed over. A node that does not answer: the injection fails.
 */
record Maintenance(Action action, List<Node> nodes, AdminControl admin, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "maintenance",
                Arrays.stream(Action.values()).map(Maintenance::variant).toList());
    }

    private static FaultVariant variant(Action action) {
        return new FaultVariant(
                action.word(),
                switch (action) {
                    case COMPACT -> "forgets the past up to now";
                    case DEFRAGMENT -> "rewrites the data file; the node answers nobody meanwhile";
                    case SNAPSHOT -> "folds the log into a snapshot";
                },
                Profile.CALM,
                Nature.MOMENTARY,
                Optional.empty(),
                Victims.aims(Profile.STORM),
                targets -> Targets.refusal(targets.admin(), "administration", admin -> admin.refusal(action)),
                (planned, targets, random) -> new Maintenance(
                        action,
                        Victims.draw(planned.aim(Aim.ONE), targets, random),
                        targets.admin().orElseThrow(),
                        targets.processes()));
    }

    @Override
    public String name() {
        return action.word() + " " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        Map<String, Object> answers = new LinkedHashMap<>();
        try {
            nodes.stream()
                    .filter(node -> processes.state(node) == State.RUNNING)
                    .forEach(node -> answers.put(node.name(), admin.perform(action, node)));
        } catch (FaultException e) {
            throw new NotNowException(e);
        }
        return Healing.of(() -> new Proof(!answers.isEmpty(), "answers: " + answers, answers), () -> {});
    }
}
