package io.schism.nemesis.process;

import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What proves that processes died of a fault: that they are gone, told by the numbers they had before it. */
record Death(ProcessHolds processes, Map<Node, Optional<Long>> before) {
    /** To be asked before the fault, while the processes still live. */
    static Death of(List<Node> nodes, ProcessHolds processes) {
        Map<Node, Optional<Long>> before = new HashMap<>();
        nodes.forEach(node -> before.put(node, processes.pid(node)));
        return new Death(processes, Map.copyOf(before));
    }

    Reading read(Node node) {
        State state = processes.state(node);
        String process = before.getOrDefault(node, Optional.empty())
                .map(pid -> "pid " + pid + " of " + node)
                .orElse(node + ", dead before,");
        return state == State.DEAD
                ? new Reading(true, process + " is gone", "dead")
                : new Reading(false, process + " is still there or came back", "alive");
    }
}
