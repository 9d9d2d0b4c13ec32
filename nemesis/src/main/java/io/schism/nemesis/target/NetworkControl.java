package io.schism.nemesis.target;

import java.util.Collection;
import java.util.Optional;

/** Does things to the traffic between nodes, and between clients and nodes. Safe for several threads; impositions may overlap. */
public interface NetworkControl {
    /** Why this kind of impairment cannot be had here and how to mend that, or empty when it can. Asked before the run begins. */
    Optional<String> refusal(Impairment impairment);

    /**
     * Puts the impairment on these links until the answer is closed. Where several are on one link, all are in force.
     *
     * @throws io.schism.nemesis.FaultException when it could not be done; no link is left impaired then
     */
    Imposed impose(Impairment impairment, Collection<Link> links);

    /**
     * Lets the nodes at the ends of these links send each other a probe of the network's own, which the software under test never sees, and
     * waits for the answers, half a second at most.
     *
     * @return what became of them; empty where nodes cannot send any, or the links lead to clients alone
     */
    default Optional<Reach> probe(Collection<Link> links) {
        return Optional.empty();
    }

    /** By what packets are treated here and why by that, in words for {@code doctor}; empty where there is but one way. */
    default Optional<String> means() {
        return Optional.empty();
    }

    /** One impairment in force. */
    interface Imposed extends AutoCloseable {
        /** How much traffic it has hit so far: bytes or packets, whichever {@link #unit()} says. */
        long affected();

        /** {@code bytes} or {@code packets}. */
        String unit();

        /** Takes this imposition away and leaves all others. Calling it again does nothing. */
        @Override
        void close();
    }
}
