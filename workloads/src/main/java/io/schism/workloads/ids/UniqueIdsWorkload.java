package io.schism.workloads.ids;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.ids.UniqueIds;
import io.schism.checkers.monotonic.Monotonic;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.util.List;

/** Takes the revisions of writes for identifiers. */
public final class UniqueIdsWorkload implements SessionWorkload {
    static final String GENERATE = "generate";
    private static final int KEYS = 5;
    private static final int FINAL_TRIES = 8;

    @Override
    public String name() {
        return "unique-ids";
    }

    @Override
    public String description() {
        return "Writes a key and takes the revision of the write for an identifier, as fencing tokens and sequence numbers are taken. No"
                + " identifier may come twice, and later ones must be greater, those too that every process takes once more when everything is healed. Finds two leaders that both accept writes, and histories that"
                + " were rolled back. Cannot find writes that are lost later, nor anything about reads.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class);
    }

    @Override
    public Client client(Session session) {
        return new UniqueIdsClient(session, session.ability(KeyValue.class).orElseThrow());
    }

    /** Identifiers of all processes and keys come from one sequence, so the operations have no key. */
    @Override
    public Generator generator(WorkloadOptions options) {
        return Generators.repeat(random -> Request.of(GENERATE, (long) random.nextInt(KEYS)));
    }

    /** A history that was rolled back at the very end shows when it hands out the next ones. */
    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return Generators.eachThread(Generators.untilOk(Generators.limit(FINAL_TRIES, generator(options))));
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new UniqueIds(), new Monotonic(Monotonic.Scope.REALTIME));
    }
}
