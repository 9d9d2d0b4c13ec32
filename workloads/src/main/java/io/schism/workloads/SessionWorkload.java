package io.schism.workloads;

import io.schism.workloads.client.Client;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import java.util.List;

/** A workload each of whose clients talks through one session. */
public interface SessionWorkload extends Workload {
    @Override
    List<Class<?>> needs();

    /** A client on this session, which offers all that the workload {@link #needs}; closing the client closes the session. */
    Client client(Session session);

    @Override
    default Client open(Stores stores, int node) {
        Session session = stores.open(node);
        for (Class<?> ability : needs()) {
            if (session.ability(ability).isEmpty()) {
                session.close();
                throw new IllegalArgumentException("workload (" + name() + ") needs " + ability.getSimpleName()
                        + ", which the system does not offer; choose another system or workload");
            }
        }
        return client(session);
    }
}
