package io.schism.harness.environment.local;

import io.schism.harness.environment.Preparation;
import io.schism.nemesis.target.Node;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A harness of its own JVM, to be killed: starts three nodes, stops the second, restarts the third, prints their numbers, waits for ever. With
 * the second argument {@code frozen} the first is frozen.
 */
final class DoomedHarness {
    private DoomedHarness() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalEnvironment environment =
                LocalEnvironment.create(LocalLayout.of(3, Path.of(arguments[0])), ClockFactory.none());
        // A grandchild, too: the program may be a script around the real one.
        boolean frozen = arguments.length > 1 && arguments[1].equals("frozen");
        if (frozen) {
            environment.prepare(Set.of(Preparation.LIMITS));
        }
        environment.start(ScriptedSystem.shell("sleep 600 & echo $!; wait"));
        environment.processes().pause(new Node("n2"));
        environment.processes().kill(new Node("n3"));
        environment.processes().start(new Node("n3"));
        if (frozen) {
            environment.freezer().orElseThrow().freeze(new Node("n1"));
        }
        System.out.println(environment.nodes().stream()
                .map(node -> environment.processes().pid(node).orElseThrow().toString())
                .collect(Collectors.joining(" ")));
        Thread.currentThread().join();
    }
}
