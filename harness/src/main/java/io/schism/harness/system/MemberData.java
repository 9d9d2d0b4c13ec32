package io.schism.harness.system;

import io.schism.harness.environment.Provisioning;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What becomes of the data of nodes whose membership changes: it is thrown away only while a node is no member. Safe for several threads. */
public final class MemberData {
    private final Optional<Provisioning> provisioning;
    /** The nodes that were removed and not let in since, with the bytes of theirs that were thrown away. */
    private final Map<Node, Long> discarded = new ConcurrentHashMap<>();

    /**
     * The data of the nodes of an environment.
     *
     * @param provisioning what the environment does with data, or empty when it does nothing
     */
    public MemberData(Optional<Provisioning> provisioning) {
        this.provisioning = provisioning;
    }

    /** Why data cannot be thrown away here, in one line with the mend, or empty when it can. */
    public Optional<String> refusal() {
        return provisioning.isPresent()
                ? Optional.empty()
                : Optional.of("this environment does not give up the data of its nodes; take --env local or docker");
    }

    /**
     * Where nodes live.
     *
     * @throws FaultException when there is a {@link #refusal()}
     */
    public Provisioning grounds() {
        return provisioning.orElseThrow(() -> new FaultException(refusal().orElseThrow()));
    }

    /** The node is a member no more, so its data may be thrown away from now on. */
    public void released(Node node) {
        discarded.put(node, 0L);
    }

    /** The node is a member again, or is gone for good. */
    public void settled(Node node) {
        discarded.remove(node);
    }

    /**
     * Throws away the data of a dead node that is no member.
     *
     * @return the bytes that were thrown away since it was released
     * @throws FaultException when it is a member, or when its data could not be thrown away
     */
    public long discard(Node node) {
        Long before = discarded.get(node);
        if (before == null) {
            throw new FaultException(node + " is a member still, and its data is needed; remove it first");
        }
        long bytes = before + grounds().wipe(node);
        discarded.put(node, bytes);
        return bytes;
    }
}
