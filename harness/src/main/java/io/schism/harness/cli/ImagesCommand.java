package io.schism.harness.cli;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.etcd.EtcdReleases;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism images}: builds and lists the images that Schism makes itself. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = "Build the images of nodes out of what this machine has installed, and list them.")
final class ImagesCommand implements Callable<Integer> {
    @Option(
            names = "--etcd-binary",
            paramLabel = "PATH",
            split = ",",
            description =
                    "The etcd programs: paths, or versions such as 3.5; by default etcd on the PATH and all versions"
                            + " in ~/.cache/schism/etcd.")
    private List<String> etcdBinaries = List.of();

    @Option(names = "--list", description = "Only list what is there.")
    private boolean list;

    @Option(names = "--remove", description = "Remove all of them.")
    private boolean remove;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        LocalImages images = new LocalImages(Engine.connect().client(), line -> {
            out.println(line);
            out.flush();
        });
        if (remove) {
            show(out, "removed", images.removeAll());
            return ExitCode.VALID.number();
        }
        if (!list) {
            images.pod();
            images.raft();
            build(images, out);
        }
        show(out, "have", images.list());
        return ExitCode.VALID.number();
    }

    /** Those of etcd; of the one on the PATH, which nobody asked for by name, only when it is there. */
    private void build(LocalImages images, PrintWriter out) {
        EtcdReleases releases = EtcdReleases.ofThisMachine();
        List<String> asked = etcdBinaries.isEmpty() ? releases.versions() : etcdBinaries;
        if (etcdBinaries.isEmpty()) {
            try {
                images.etcd(Optional.empty());
            } catch (EnvironmentException e) {
                out.println("no image of the etcd on the PATH: " + e.getMessage());
            }
        }
        asked.forEach(each -> images.etcd(Optional.of(Path.of(releases.program(each)))));
    }

    private static void show(PrintWriter out, String word, List<LocalImages.Built> images) {
        images.forEach(image -> out.printf("%s %s  %.1f MB%n", word, image.reference(), image.bytes() / 1e6));
        out.flush();
    }
}
