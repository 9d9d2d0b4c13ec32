package io.schism.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schism.harness.Doctor;
import io.schism.harness.Doctor.Finding;
import io.schism.harness.system.catalogue.Systems;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism doctor}: what this machine can do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = "Say what this machine can and cannot do, and how to mend it.")
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--etcd-binary",
            paramLabel = "PATH",
            description = "The etcd program: a path, a name, or a version such as 3.5 (see doctor); etcd by default.")
    private String etcdBinary = "etcd";

    @Option(
            names = "--system",
            split = ",",
            paramLabel = "NAME",
            description = "Whose faults to list: raft,etcd by default.")
    private List<String> systems = Systems.names();

    @Option(names = "--json", description = "One JSON object a finding, for programs.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        for (String system : systems) {
            if (!Systems.names().contains(system)) {
                throw new UsageException(
                        "--system (" + system + ") is not known; take some of " + String.join(",", Systems.names()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Doctor doctor = new Doctor(etcdBinary);
        List<Finding> machine = doctor.machine();
        show(out, "this machine", machine);
        List<String> environments = new ArrayList<>(List.of("local"));
        if (works(machine, "docker")) {
            environments.add("docker");
        }
        for (String environment : environments) {
            for (String system : systems) {
                show(out, "faults, --env " + environment + " --system " + system, doctor.faults(environment, system));
                out.flush();
            }
        }
        out.flush();
        return ExitCode.VALID.number();
    }

    private static boolean works(List<Finding> findings, String name) {
        return findings.stream().anyMatch(finding -> finding.name().equals(name) && finding.works());
    }

    private void show(PrintWriter out, String title, List<Finding> findings) throws JsonProcessingException {
        if (json) {
            for (Finding finding : findings) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("about", title);
                object.put("name", finding.name());
                object.put("works", finding.works());
                object.put("words", finding.words());
                out.println(new ObjectMapper().writeValueAsString(object));
            }
            return;
        }
        out.println(title);
        int width = findings.stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            out.printf(
                    "  %s %-" + width + "s  %s%n",
                    finding.works() ? "yes" : " no",
                    finding.name(),
                    finding.words().lines().findFirst().orElse(""));
        }
        out.println();
    }
}
