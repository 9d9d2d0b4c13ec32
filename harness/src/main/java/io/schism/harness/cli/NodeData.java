package io.schism.harness.cli;

import io.schism.results.store.DirectoryTree;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import io.schism.results.store.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of nodes, and the mount points of their disks, that killed runs have left among the runs of a directory. A run that ended has
 * removed its own, or was told to keep it, and has a verdict. Stateless.
 */
final class NodeData {
    private static final List<String> FOLDERS = List.of("disks", "data");

    private NodeData() {}

    /**
     * Removes it.
     *
     * @param name the one run, in capitals or not; all of them when empty
     * @return what was done, a line each
     */
    static List<String> remove(Path runs, Optional<String> name) {
        List<String> lines = new ArrayList<>();
        RunStore store = RunStore.at(runs);
        for (RunSummary summary : store.list()) {
            RunDirectory run = RunStore.open(store.root().resolve(summary.id()));
            if (named(run.path().getFileName(), name) && !Files.exists(run.verdictFile())) {
                lines.addAll(removeFrom(run.path()));
            }
        }
        return lines;
    }

    /** Containers know their run in small letters. */
    static boolean named(@Nullable Path run, Optional<String> name) {
        return name.map(wanted -> wanted.equalsIgnoreCase(String.valueOf(run))).orElse(true);
    }

    private static List<String> removeFrom(Path run) {
        List<String> lines = new ArrayList<>();
        List<Path> left =
                FOLDERS.stream().map(run::resolve).filter(Files::isDirectory).toList();
        if (!left.isEmpty() && used(run)) {
            return List.of("left alone " + run + ": processes of this run are there still");
        }
        for (Path folder : left) {
            try {
                DirectoryTree.remove(folder);
                lines.add("removed " + folder);
            } catch (IOException e) {
                lines.add(folder + " is not removed (" + e + "); remove it by hand");
            }
        }
        return lines;
    }

    /** Whether the guard, the disks or a node of the run are alive: all of them are told the run's directory when they start. */
    private static boolean used(Path run) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(run + "/"))
                        .isPresent());
    }
}
