package io.schism.harness.cli;

import io.schism.harness.disk.fuse.Mounts;
import io.schism.harness.environment.ScratchFiles;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.Sweep;
import io.schism.harness.environment.local.cgroup.LeftGroups;
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
        })
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
        if (Engine.refusal().isPresent()) {
            out.println("no container engine, so no containers to remove");
        } else {
            new Sweep(Engine.connect()).remove(run).forEach(thing -> done.add("removed " + thing));
        }
        done.addAll(NodeData.remove(runs, run));
        if (run.isEmpty()) {
            done.addAll(ScratchFiles.removeOfTheDead()); // which run a temporary file is of nobody knows
        }
        done.forEach(out::println);
        if (done.isEmpty()) {
            out.println("nothing was left");
        }
        out.flush();
        return ExitCode.VALID.number();
    }
}
