package io.schism.harness.cli;

import io.schism.harness.disk.fuse.Mounts;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.Sweep;
import io.schism.harness.environment.local.cgroup.LeftGroups;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            "group with the processes in it."
        })
final class CleanCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "NAME", description = "Only what this run left; all runs by default.")
    private Optional<String> run = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Path mount : Mounts.all()) {
            if (run.map(name -> mount.toString().contains("/" + name + "/")).orElse(true)) {
                out.println(
                        Mounts.detach(mount) ? "unmounted " + mount : mount + " is still mounted; umount -l " + mount);
            }
        }
        List<String> groups = LeftGroups.ofThisMachine().remove(run);
        groups.forEach(out::println);
        Optional<String> refusal = Engine.refusal();
        if (refusal.isPresent()) {
            out.println("no container engine, so no containers to remove");
        } else {
            List<String> gone = new Sweep(Engine.connect()).remove(run);
            gone.forEach(thing -> out.println("removed " + thing));
            if (!gone.isEmpty()) {
                out.println(gone.size() + " removed");
            } else if (groups.isEmpty()) {
                out.println("nothing was left");
            }
        }
        out.flush();
        return ExitCode.VALID.number();
    }
}
