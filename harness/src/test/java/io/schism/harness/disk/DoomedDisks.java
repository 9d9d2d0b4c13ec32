package io.schism.harness.disk;

import io.schism.nemesis.target.Node;
import java.nio.file.Path;
import java.util.List;

/** A harness of its own JVM, to be killed: mounts two disks, says so, waits for ever. */
final class DoomedDisks {
    private DoomedDisks() {}

    public static void main(String[] arguments) throws InterruptedException {
        NodeDisks disks = NodeDisks.create(List.of(new Node("n1"), new Node("n2")), Path.of(arguments[0]), false);
        System.out.println(disks.lossRefusal().orElse("mounted"));
        Thread.currentThread().join();
    }
}
