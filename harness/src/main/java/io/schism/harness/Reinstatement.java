package io.schism.harness;

import io.schism.harness.environment.EnvironmentException;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import java.util.List;

/**
 * Lets nodes in again that the cluster has removed although nobody was told so: a fault asked for that and got no answer in time, so it was
 * left out, and the removal took effect later. A time-out tells nothing. Stateless.
 */
final class Reinstatement {
    private Reinstatement() {}

    /**
     * Waits for the cluster to recover, and once more after having let in again who is missing.
     *
     * @param recovery returns when the cluster serves
     * @throws EnvironmentException of the recovery, when it does not come about
     */
    static void await(Targets targets, RunLedger ledger, Runnable recovery) {
        try {
            recovery.run();
        } catch (EnvironmentException notRecovered) {
            if (!reinstated(targets, ledger, notRecovered)) {
                throw notRecovered;
            }
            recovery.run();
        }
    }

    private static boolean reinstated(Targets targets, RunLedger ledger, EnvironmentException notRecovered) {
        if (targets.membership().isEmpty()) {
            return false;
        }
        try {
            MembershipControl membership = targets.membership().get();
            List<Node> members = membership.members();
            List<Node> strangers = targets.nodes().stream()
                    .filter(node -> !members.contains(node))
                    .toList();
            for (Node stranger : strangers) {
                ledger.reinstating(
                        stranger,
                        () -> targets.processes().whileDead(stranger, dead -> {
                            membership.remove(dead);
                            membership.readmit(dead);
                        }));
                ledger.note(
                        stranger
                                + " was let in again when all faults were healed: a removal that was never answered had taken effect");
            }
            return !strangers.isEmpty();
        } catch (FaultException e) {
            notRecovered.addSuppressed(e);
            return false;
        }
    }
}
