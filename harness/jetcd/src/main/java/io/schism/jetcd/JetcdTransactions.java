package io.schism.jetcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.PutResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.Status;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Transactions through the client. What it answers is believed, as its users believe it. Its errors are never taken for failures: the last of several attempts may
 * have been refused for certain, and the first have been executed.
 */
final class JetcdTransactions implements Transactions {
    private static final PutOption WITH_PREVIOUS =
            PutOption.builder().withPrevKV().build();

    private final KV client;
    private final Duration deadline;

    JetcdTransactions(KV client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    @Override
    public boolean appends() {
        return false;
    }

    @Override
    public Result run(Transaction transaction) {
        TxnResponse response = answered(transaction);
        List<Action> done = response.isSucceeded() ? transaction.then() : transaction.otherwise();
        long revision = response.getHeader().getRevision();
        Iterator<GetResponse> gets = response.getGetResponses().iterator();
        Iterator<PutResponse> puts = response.getPutResponses().iterator();
        List<Optional<Versioned>> values = new ArrayList<>();
        for (Action action : done) {
            if (action instanceof Get) {
                values.add(gets.next().getKvs().stream().findFirst().map(JetcdTransactions::versioned));
            } else if (action instanceof Put put) {
                PutResponse answer = puts.next();
                long version = answer.hasPrevKv() ? answer.getPrevKv().getVersion() + 1 : 1;
                values.add(Optional.of(new Versioned(put.value(), version, revision)));
            } else {
                values.add(Optional.empty());
            }
        }
        return new Result(response.isSucceeded(), revision, values);
    }

    private TxnResponse answered(Transaction transaction) {
        try {
            return client.txn()
                    .If(transaction.guards().stream()
                            .map(JetcdTransactions::comparison)
                            .toArray(Cmp[]::new))
                    .Then(operations(transaction.then()))
                    .Else(operations(transaction.otherwise()))
                    .commit()
                    .get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StoreException(Kind.TIMEOUT, "no answer within " + deadline.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.OTHER, "interrupted while waiting for the answer", e);
        } catch (ExecutionException e) {
            Status status = Status.fromThrowable(e);
            Kind kind = status.getCode() == Status.Code.UNAVAILABLE ? Kind.UNAVAILABLE : Kind.OTHER;
            throw new StoreException(kind, status.getCode() + ": " + status.getDescription(), e);
        }
    }

    private static Op[] operations(List<Action> actions) {
        return actions.stream().map(JetcdTransactions::operation).toArray(Op[]::new);
    }

    private static Op operation(Action action) {
        ByteSequence key = bytes(action.key());
        if (action instanceof Get) {
            return Op.get(key, GetOption.DEFAULT);
        }
        if (action instanceof Put put && put.lease() == 0) {
            return Op.put(key, bytes(put.value()), WITH_PREVIOUS);
        }
        if (action instanceof Delete) {
            return Op.delete(key, DeleteOption.DEFAULT);
        }
        throw new StoreException(Kind.INVALID_REQUEST, action + " cannot be had from this client", null);
    }

    private static Cmp comparison(Guard guard) {
        ByteSequence key = bytes(guard.key());
        if (guard instanceof OnValue onValue) {
            return new Cmp(key, comparison(onValue.comparison()), CmpTarget.value(bytes(onValue.operand())));
        }
        OnNumber onNumber = (OnNumber) guard;
        CmpTarget<?> target =
                switch (onNumber.quantity()) {
                    case VERSION -> CmpTarget.version(onNumber.operand());
                    case MOD_REVISION -> CmpTarget.modRevision(onNumber.operand());
                    case CREATE_REVISION -> CmpTarget.createRevision(onNumber.operand());
                };
        return new Cmp(key, comparison(onNumber.comparison()), target);
    }

    private static Cmp.Op comparison(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Cmp.Op.EQUAL;
            case NOT_EQUAL -> Cmp.Op.NOT_EQUAL;
            case GREATER -> Cmp.Op.GREATER;
            case LESS -> Cmp.Op.LESS;
        };
    }

    private static Versioned versioned(io.etcd.jetcd.KeyValue pair) {
        return new Versioned(
                pair.getValue().toString(StandardCharsets.UTF_8), pair.getVersion(), pair.getModRevision());
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }
}
