package io.schism.harness.system.raft.node;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** Translates {@link NodeOptions} into what Ratis calls them. */
final class Cluster {
    static final RaftGroupId GROUP = RaftGroupId.valueOf(UUID.fromString("5c415300-0000-4000-8000-000000000001"));

    private Cluster() {}

    /** Who founds the cluster; nobody for a node that joins one: it keeps quiet until a leader tells it who belongs to it. */
    static RaftGroup group(NodeOptions options) {
        if (options.joining()) {
            return RaftGroup.valueOf(GROUP, List.of());
        }
        List<RaftPeer> peers = options.peers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(peer -> RaftPeer.newBuilder()
                        .setId(peer.getKey())
                        .setAddress(peer.getValue())
                        .build())
                .toList();
        return RaftGroup.valueOf(GROUP, peers);
    }

    static RaftProperties properties(NodeOptions options) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(options.data().toFile()));
        GrpcConfigKeys.Server.setHost(properties, options.listenHost());
        GrpcConfigKeys.Server.setPort(properties, options.peerPort());
        timing(properties, options);
        log(properties, options);
        reads(properties, options);
        RaftServerConfigKeys.LeaderElection.setPreVote(properties, options.preVote());
        // A node sends each of its requests once, under a call id of its own, so there is no retry to recognise.
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, TimeDuration.ONE_SECOND);
        return properties;
    }

    /**
     * Ratis has no heartbeat interval: an idle leader sends one after half of the least time-out, and a follower waits between the least
     * and the greatest.
     */
    private static void timing(RaftProperties properties, NodeOptions options) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(
                properties, millis(options.heartbeat().toMillis() * 2));
        RaftServerConfigKeys.Rpc.setTimeoutMax(
                properties, millis(options.electionTimeout().toMillis()));
        // After a pause of more than a minute, Ratis shuts itself down for good. A paused node is to come back by
        // itself.
        RaftServerConfigKeys.setCloseThreshold(properties, TimeDuration.valueOf(1, TimeUnit.DAYS));
        RaftServerConfigKeys.Rpc.setSlownessTimeout(properties, TimeDuration.valueOf(1, TimeUnit.DAYS));
        // By default a leader that met thirty errors tries a follower only every five seconds, long after it is back.
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(properties, "10ms,10, 100ms,1000000");
        // What waits behind a silent link is given up after this time and sent again.
        RaftServerConfigKeys.Rpc.setRequestTimeout(
                properties, millis(Math.max(1000, 2 * options.electionTimeout().toMillis())));
        RaftServerConfigKeys.Read.setTimeout(properties, millis(5000));
    }

    /**
     * Small segments, because only whole segments are purged: with big ones no follower would ever lag behind the log.
     *
     * <p>Appends are not composed unless asked for. Ratis 3.3.0 then knows the entries that a follower is still writing by their index alone
     * ({@code ServerImplUtils.NavigableIndices.alreadyExists}): what a new leader sends for the index of an entry of the deposed one is taken
     * for a repetition and acknowledged, but never written. The leader counts on an entry that is not there, and as its heartbeats cannot
     * make it take the acknowledgement back, the follower stays behind until the next write; if the leader is lost before, so is the entry.
     */
    private static void log(RaftProperties properties, NodeOptions options) {
        long segment = Math.min(4 << 20, Math.max(64 << 10, options.snapshotThreshold() * 128));
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf(segment));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf(Math.min(segment, 1 << 20)));
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, 3);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf(8 << 20));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, SizeInBytes.valueOf(1 << 20));
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf((1 << 20) + 64));
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, options.unsafeFlush());
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, options.composedAppend());
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, options.snapshotThreshold());
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, 2);
    }

    private static void reads(RaftProperties properties, NodeOptions options) {
        RaftServerConfigKeys.Read.setOption(
                properties,
                options.read().equals("default")
                        ? RaftServerConfigKeys.Read.Option.DEFAULT
                        : RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        RaftServerConfigKeys.Read.setLeaderLeaseEnabled(
                properties, options.read().equals("lease"));
    }

    private static TimeDuration millis(long count) {
        return TimeDuration.valueOf(count, TimeUnit.MILLISECONDS);
    }
}
