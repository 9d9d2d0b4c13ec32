package io.schism.harness.system.raft;

import io.schism.harness.system.raft.node.RaftNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Java virtual machine of a node: small, quick to start, and of the harness' own version and class path. */
final class NodeMachine {
    private NodeMachine() {}

    /** The class path goes by the environment, because a command line of many jars is too long for the process table to tell it. */
    static Map<String, String> environment() {
        return Map.of("CLASSPATH", System.getProperty("java.class.path"));
    }

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.net.preferIPv4Stack=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                RaftNode.class.getName());
    }
}
