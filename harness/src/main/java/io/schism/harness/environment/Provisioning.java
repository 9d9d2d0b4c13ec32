package io.schism.harness.environment;

import io.schism.nemesis.target.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes places for further nodes, and does with the data of dead ones what an operator does by hand. Safe for several threads; one deed a
 * node at a time. Everything throws {@link io.schism.nemesis.FaultException} when it could not be done.
 */
public interface Provisioning {
    /**
     * A place for one more node, one that was vacated before or a new one. Its process can be started; it is none of
     * {@link Environment#nodes()}, which are those the run began with.
     */
    Site furnish();

    /** Ends the process of a node for which a place was furnished and throws its data away. Calling it again does nothing. */
    void vacate(Node furnished);

    /**
     * Throws away the data of a dead node.
     *
     * @return how many bytes its files had
     */
    long wipe(Node dead);

    /**
     * Runs a program to its end where the process of a dead node would run, with the same data directory.
     *
     * @param lent a file of the harness that the program reads
     * @param command the program and its arguments, given the path under which it sees the file
     * @return what it printed
     */
    String run(Node dead, Path lent, Function<String, List<String>> command);

    /** Moves what is in a folder of a dead node's data directory up into that directory, and removes the folder. */
    void unfold(Node dead, String folder);

    /**
     * Why nodes cannot be started again with this program of this machine instead of the one they began with, and how to mend that, or
     * empty when they can; what that needs is made ready by then.
     */
    Optional<String> programRefusal(String program);
}
