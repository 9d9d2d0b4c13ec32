package io.schism.jetcd;

import io.etcd.jetcd.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.TransactionalKeyValue;
import io.schism.workloads.client.Transactions;
import java.time.Duration;
import java.util.Optional;

/** One client of jetcd. Single keys are transactions too, so that there is one way into the client. */
final class JetcdSession implements Session {
    private final Client client;
    private final Transactions transactions;

    JetcdSession(Client client, Duration deadline) {
        this.client = client;
        this.transactions = new JetcdTransactions(client.getKVClient(), deadline);
    }

    @Override
    public <T> Optional<T> ability(Class<T> type) {
        if (type == Transactions.class) {
            return Optional.of(type.cast(transactions));
        }
        if (type == KeyValue.class) {
            return Optional.of(type.cast(new TransactionalKeyValue(transactions)));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }
}
