package io.schism.harness.system.raft.node;

import io.schism.harness.system.raft.store.KeyValueStore;
import io.schism.harness.system.raft.store.Reply;
import io.schism.harness.system.raft.store.Request;
import io.schism.harness.system.raft.store.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the log to the store, takes snapshots and restores them, also those that the leader sends. */
final class ReplicatedStore extends BaseStateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedStore.class);
    /** The status of a process that ended because its disk failed. */
    private static final int DISK_FAILED = 74;

    private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
    private final KeyValueStore store = new KeyValueStore();
    private final boolean commonBeginning;
    private final Set<Long> proposed = ConcurrentHashMap.newKeySet();

    /**
     * A store.
     *
     * @param commonBeginning whether a node without any data begins with an empty snapshot that stands for index 0. Ratis 3.3.0 takes a
     *     heartbeat without a previous entry for a proof that entry 0 agrees (effectiveCommitIndex counts from 0 where it must count from -1): a
     *     deposed first leader then commits an entry 0 of its own, contradicts every later leader for ever, and is of no use again.
     *     With entry 0 given to all there is nothing to disagree on.
     */
    ReplicatedStore(boolean commonBeginning) {
        this.commonBeginning = commonBeginning;
    }

    KeyValueStore store() {
        return store;
    }

    /**
     * Whether the request of this node's own with this call id went into the log of this node, or was about to; forgets it. Ratis answers
     * a request with the same {@code NotLeaderException} whether it was refused at the door or waits in the log of a deposed leader, where
     * it can still be committed by the next one. Only this tells them apart.
     */
    boolean wasProposed(long callId) {
        return proposed.remove(callId);
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage) throws IOException {
        super.initialize(server, group, raftStorage);
        storage.init(raftStorage);
        File[] logs =
                raftStorage.getStorageDir().getCurrentDir().listFiles((directory, name) -> name.startsWith("log_"));
        if (commonBeginning && storage.loadLatestSnapshot() == null && (logs == null || logs.length == 0)) {
            save(TermIndex.valueOf(0, 0));
        }
        getLifeCycle().startAndTransition(() -> load(storage.loadLatestSnapshot()), IOException.class);
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    /** Called before a snapshot from the leader replaces the state; Ratis insists on finding the machine paused afterwards. */
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() throws IOException {
        getLifeCycle().startAndTransition(() -> load(storage.loadLatestSnapshot()), IOException.class);
    }

    /**
     * The disk failed under the log. Ratis closes the group and leaves the process standing, which would answer nobody for ever: it ends, as
     * whoever supervises nodes expects, and can be started again once the disk is well.
     */
    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto failed) {
        LOG.error("the log cannot be written, so this node ends", cause);
        Runtime.getRuntime().halt(DISK_FAILED);
    }

    @Override
    public TransactionContext preAppendTransaction(TransactionContext context) {
        RaftClientRequest request = context.getClientRequest();
        if (request != null) {
            proposed.add(request.getCallId());
        }
        return context;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext context) {
        LogEntryProto entry = context.getLogEntry();
        byte[] command = entry.getStateMachineLogEntry().getLogData().toByteArray();
        byte[] result = Wire.encode(new Reply.Ran(store.apply(entry.getIndex(), command, Wire.transaction(command))));
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        return CompletableFuture.completedFuture(message(result));
    }

    @Override
    public CompletableFuture<Message> query(Message request) {
        Request question = Wire.request(request.getContent().toByteArray());
        Reply answer = question instanceof Request.Scan scan
                ? new Reply.Found(store.scan(scan.prefix()))
                : new Reply.Ran(store.read(((Request.Run) question).transaction()));
        return CompletableFuture.completedFuture(message(Wire.encode(answer)));
    }

    /** Called by the thread that applies, between two entries, so state and index belong together. */
    @Override
    public long takeSnapshot() throws IOException {
        TermIndex last = getLastAppliedTermIndex();
        if (last == null || last.getIndex() < 0) {
            return -1;
        }
        save(last);
        return last.getIndex();
    }

    private void save(TermIndex last) throws IOException {
        File file = storage.getSnapshotFile(last.getTerm(), last.getIndex());
        Path unfinished = file.toPath().resolveSibling(file.getName() + ".unfinished");
        try (FileOutputStream bytes = new FileOutputStream(unfinished.toFile());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes))) {
            store.save(out);
            out.flush();
            bytes.getFD().sync();
        }
        Files.move(unfinished, file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        MD5Hash digest = MD5FileUtil.computeAndSaveMd5ForFile(file);
        storage.updateLatestSnapshot(new SingleFileSnapshotInfo(new FileInfo(file.toPath(), digest), last));
    }

    private void load(@Nullable SingleFileSnapshotInfo snapshot) throws IOException {
        if (snapshot == null) {
            return;
        }
        File file = snapshot.getFile().getPath().toFile();
        MD5Hash digest = snapshot.getFile().getFileDigest();
        if (digest != null) {
            MD5FileUtil.verifySavedMD5(file, digest);
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.toPath())))) {
            store.load(in);
        }
        setLastAppliedTermIndex(SimpleStateMachineStorage.getTermIndexFromSnapshotFile(file));
    }

    static Message message(byte[] bytes) {
        ByteString content = UnsafeByteOperations.unsafeWrap(bytes);
        return Message.valueOf(content);
    }
}
