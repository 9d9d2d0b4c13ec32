package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.PutResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.ResponseOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Comparison;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.OnNumber;
import io.schism.workloads.client.Transactions.OnValue;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions as etcd writes them. */
final class Txns {
    private Txns() {}

    /** {@code serializable}: a transaction that only reads is answered by the member from what it has. */
    static TxnRequest request(Transaction transaction, boolean serializable) {
        TxnRequest.Builder request = TxnRequest.newBuilder();
        transaction.guards().forEach(guard -> request.addCompare(compare(guard)));
        transaction.then().forEach(action -> request.addSuccess(operation(action, serializable)));
        transaction.otherwise().forEach(action -> request.addFailure(operation(action, serializable)));
        return request.build();
    }

    static Result result(Transaction transaction, TxnResponse response) {
        List<Action> done = response.getSucceeded() ? transaction.then() : transaction.otherwise();
        long revision = response.getHeader().getRevision();
        List<Optional<Versioned>> values = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            values.add(value(done.get(i), response.getResponses(i), revision));
        }
        return new Result(response.getSucceeded(), revision, values);
    }

    static long versionAfter(PutResponse response) {
        return response.hasPrevKv() ? response.getPrevKv().getVersion() + 1 : 1;
    }

    private static Optional<Versioned> value(Action action, ResponseOp response, long revision) {
        if (action instanceof Get) {
            return response.getResponseRange().getKvsList().stream().findFirst().map(Bytes::versioned);
        }
        if (action instanceof Put put) {
            return Optional.of(new Versioned(put.value(), versionAfter(response.getResponsePut()), revision));
        }
        return Optional.empty();
    }

    private static Compare compare(Guard guard) {
        Compare.Builder compare = Compare.newBuilder().setKey(Bytes.of(guard.key()));
        if (guard instanceof OnValue onValue) {
            return compare.setTarget(Compare.CompareTarget.VALUE)
                    .setResult(result(onValue.comparison()))
                    .setValue(Bytes.of(onValue.operand()))
                    .build();
        }
        OnNumber onNumber = (OnNumber) guard;
        compare.setResult(result(onNumber.comparison()));
        return switch (onNumber.quantity()) {
            case VERSION ->
                compare.setTarget(Compare.CompareTarget.VERSION)
                        .setVersion(onNumber.operand())
                        .build();
            case MOD_REVISION ->
                compare.setTarget(Compare.CompareTarget.MOD)
                        .setModRevision(onNumber.operand())
                        .build();
            case CREATE_REVISION ->
                compare.setTarget(Compare.CompareTarget.CREATE)
                        .setCreateRevision(onNumber.operand())
                        .build();
        };
    }

    private static Compare.CompareResult result(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Compare.CompareResult.EQUAL;
            case NOT_EQUAL -> Compare.CompareResult.NOT_EQUAL;
            case GREATER -> Compare.CompareResult.GREATER;
            case LESS -> Compare.CompareResult.LESS;
        };
    }

    private static RequestOp operation(Action action, boolean serializable) {
        RequestOp.Builder operation = RequestOp.newBuilder();
        if (action instanceof Get) {
            return operation
                    .setRequestRange(RangeRequest.newBuilder()
                            .setKey(Bytes.of(action.key()))
                            .setSerializable(serializable))
                    .build();
        }
        if (action instanceof Put put) {
            return operation
                    .setRequestPut(PutRequest.newBuilder()
                            .setKey(Bytes.of(put.key()))
                            .setValue(Bytes.of(put.value()))
                            .setLease(put.lease())
                            .setPrevKv(true))
                    .build();
        }
        if (action instanceof Delete) {
            return operation
                    .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(Bytes.of(action.key())))
                    .build();
        }
        throw new StoreException(
                Kind.INVALID_REQUEST,
                "etcd cannot append; read the key and guard a put with the revision that was read",
                null);
    }
}
