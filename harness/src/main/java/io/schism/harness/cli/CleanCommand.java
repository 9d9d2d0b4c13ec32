package io.schism.harness.cli;

import io.schism.harness.disk.fuse.Mounts;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.ScratchFiles;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.Sweep;
import io.schism.harness.environment.local.cgroup.LeftGroups;
import io.schism.harness.environment.process.SearchPath;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism clean}: removes what killed runs left behind. Local processes need none of it unless their guard was killed, too. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = {
            "Remove the containers, networks and volumes that killed runs left behind. Do not use it beside a run.",
            "Local runs leave no process and no control group, because a guard ends them when the harness dies, and no mount,",
            "unless that guard or the process that serves their disks was killed, too; such a mount is taken away, and such a",
            "group with the processes in it. Data of nodes that killed runs left among the runs is removed; what was recorded",
            "stays."
        },
        footer = {"", "Exit codes: 0 done, 64 wrong usage, 70 the container engine is there and does not answer."})
final class CleanCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "NAME", description = "Only what this run left; all runs by default.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--runs", paramLabel = "DIR", defaultValue = "runs", description = "Directory of the runs (runs).")
    private Path runs = Path.of("runs");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> done = new ArrayList<>();
        for (Path mount : Mounts.all()) {
            // RUN/disks/NODE
            int names = mount.getNameCount();
            if (names > 2 && NodeData.named(mount.getName(names - 3), run)) {
                done.add(Mounts.detach(mount) ? "unmounted " + mount : mount + " is still mounted; umount -l " + mount);
            }
        }
        done.addAll(LeftGroups.ofThisMachine().remove(run));
        Optional<String> silent = containers(done);
        done.addAll(NodeData.remove(runs, run));
        if (run.isEmpty()) {
            done.addAll(ScratchFiles.removeOfTheDead()); // which run a temporary file is of nobody knows
        }
        done.forEach(out::println);
        if (done.isEmpty()) {
            out.println(silent.isEmpty() ? "nothing was left" : "nothing was left but what may be in containers");
        }
        if (silent.isPresent() && !installed()) {
            out.println("containers were not looked for: there is no container engine on this machine");
        }
        out.flush();
        if (silent.isPresent() && installed()) {
            throw new EnvironmentException("containers were not looked for: " + silent.get());
        }
        return ExitCode.VALID.number();
    }

    /** Removes what runs left in the container engine; answers why that could not be done, when it could not. */
    private Optional<String> containers(List<String> done) {
        Optional<String> refusal = Engine.refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        try {
            new Sweep(Engine.connect()).remove(run).forEach(thing -> done.add("removed " + thing));
            return Optional.empty();
        } catch (EnvironmentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether there is an engine that only does not answer: it may hold what a run left. */
    private static boolean installed() {
        return System.getenv("DOCKER_HOST") != null
                || SearchPath.find("dockerd").isPresent()
                || SearchPath.find("docker").isPresent();
    }
}
