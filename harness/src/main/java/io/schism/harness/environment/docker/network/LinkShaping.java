package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import java.util.Collection;
import java.util.Optional;

/** One way to treat packets other than letting a filter drop them: by the kernel itself or by a program. Safe for several threads. */
interface LinkShaping {
    /** What {@code tc} and {@code ip} put before a reason. */
    String ERROR = "Error: ";

    /** Whether this kind of impairment is its business. */
    boolean does(Impairment impairment);

    /** Why the kernel of the pods cannot do it this way, or empty when it can; found out once, by trying. */
    Optional<String> refusal();

    /** Makes the pod of a node ready before it is needed. */
    void prepare(Node node);

    /**
     * Treats the packets of these links until the answer is closed.
     *
     * @throws FaultException when it could not be done; no link is treated then
     */
    Imposed impose(Impairment impairment, Collection<Link> links);

    /** The last line of what a command said when it failed, which is where programs put the reason; without the command before it. */
    static String reason(FaultException failure) {
        String said = String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Command failed"))
                .reduce((first, last) -> last)
                .orElse("no reason given")
                .strip()
                .replaceFirst("^fi: (no )?", ""); // the last line of the command that starts the shaper
        int reason = said.lastIndexOf(ERROR);
        return reason < 0 ? said : said.substring(reason + ERROR.length());
    }
}
