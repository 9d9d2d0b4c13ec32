package io.schism.harness.system.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.schism.harness.environment.Provisioning;
import io.schism.harness.environment.ScratchFiles;
import io.schism.harness.environment.Site;
import io.schism.harness.system.Members;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.SnapshotControl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Snapshots of etcd, restored by its own {@code etcdctl snapshot restore} as its operators do; revisions are the positions. */
final class EtcdSnapshots implements SnapshotControl {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final String RESTORED = "restored";

    private final Members members;
    private final EtcdRoster roster;
    private final String founders;
    private final Function<Site, String> peerUrl;

    /**
     * @param founders the members of the beginning, as {@code --initial-cluster} takes them
     * @param peerUrl what a node is announced by to the others
     */
    EtcdSnapshots(Members members, EtcdRoster roster, String founders, Function<Site, String> peerUrl) {
        this.members = members;
        this.roster = roster;
        this.founders = founders;
        this.peerUrl = peerUrl;
    }

    @Override
    public Optional<String> refusal() {
        if (members.environment().provisioning().isEmpty()) {
            return Optional.of("this environment does not give up the data of its nodes; take --env local or docker");
        }
        return members.sites().stream()
                .map(site -> roster.release(site.node()))
                .filter(release -> !release.hasTools())
                .findFirst()
                .map(release -> "there is no etcdctl beside " + release.program()
                        + " to restore with; install it (Debian: apt-get install etcd-client)");
    }

    @Override
    public long position() {
        return members.agree("a look at its revision", LOOK, EtcdSnapshots::revision);
    }

    private static long revision(PinnedChannel channel) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("health"))
                .build();
        return channel.call(KVGrpc.getRangeMethod(), request).getHeader().getRevision();
    }

    @Override
    public Saved save() {
        return members.agree("a snapshot", LOOK, channel -> {
            long revision = revision(channel);
            return new File(
                    revision,
                    channel.collect(MaintenanceGrpc.getSnapshotMethod(), SnapshotRequest.getDefaultInstance()));
        });
    }

    @Override
    public void putBack(Saved saved, Node dead) {
        Provisioning provisioning = members.environment()
                .provisioning()
                .orElseThrow(() -> new FaultException(refusal().orElseThrow()));
        Site site = members.site(dead);
        provisioning.wipe(dead);
        var unused = provisioning.run(
                dead,
                ((File) saved).file,
                snapshot -> List.of(
                        roster.release(dead).tools().etcdctl(),
                        "snapshot",
                        "restore",
                        snapshot,
                        "--name=" + dead.name(),
                        "--initial-cluster=" + founders,
                        "--initial-cluster-token=" + EtcdFlags.TOKEN,
                        "--initial-advertise-peer-urls=" + peerUrl.apply(site),
                        // etcdctl 3.4 insists on making the directory itself
                        "--data-dir=" + site.dataDirectory() + "/" + RESTORED));
        provisioning.unfold(dead, RESTORED);
        roster.founded(dead);
    }

    /** A snapshot in a file of the harness. */
    private static final class File implements Saved {
        private final long revision;
        private final Path file;

        File(long revision, List<SnapshotResponse> parts) {
            this.revision = revision;
            try {
                file = ScratchFiles.file("snapshot", ".db");
                try (OutputStream out = Files.newOutputStream(file)) {
                    for (SnapshotResponse part : parts) {
                        part.getBlob().writeTo(out);
                    }
                }
            } catch (IOException e) {
                throw new FaultException("cannot save a snapshot (" + e + "); make room for temporary files", e);
            }
        }

        @Override
        public long position() {
            return revision;
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new FaultException("cannot remove " + file + ": " + e, e);
            }
        }
    }
}
