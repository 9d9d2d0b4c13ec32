package io.schism.nemesis.simulated;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.Damage;
import io.schism.nemesis.target.DiskControl;
import io.schism.nemesis.target.DiskTrouble;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.SnapshotControl;
import io.schism.nemesis.target.UpgradeControl;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A cluster whose ports take every order and do nothing, as a chain of rules in the wrong namespace does. */
public final class InertPorts {
    private final SimulatedCluster cluster;

    public InertPorts(int size) {
        cluster = new SimulatedCluster(size);
    }

    public Targets targets() {
        return Targets.builder(cluster, new Processes(), new Network())
                .freezer(new Freezer())
                .clocks(new Clocks())
                .cpu(new Cpu())
                .memory(new Memory())
                .disks(new Disks())
                .membership(new Membership())
                .admin(new Admin())
                .upgrades(new Upgrades())
                .snapshots(new Snapshots())
                .build();
    }

    private final class Processes implements ProcessControl {
        @Override
        public State state(Node node) {
            return cluster.processes().state(node);
        }

        @Override
        public Optional<Long> pid(Node node) {
            return cluster.processes().pid(node);
        }

        @Override
        public void kill(Node node) {}

        @Override
        public void terminate(Node node) {}

        @Override
        public void start(Node node) {}

        @Override
        public void pause(Node node) {}

        @Override
        public void resume(Node node) {}
    }

    private static final class Network implements NetworkControl {
        @Override
        public Optional<String> refusal(Impairment impairment) {
            return Optional.empty();
        }

        @Override
        public Imposed impose(Impairment impairment, Collection<Link> links) {
            return new Imposed() {
                @Override
                public long affected() {
                    return 0;
                }

                @Override
                public String unit() {
                    return "bytes";
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final class Freezer implements FreezeControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public void freeze(Node node) {}

        @Override
        public void thaw(Node node) {}

        @Override
        public boolean frozen(Node node) {
            return false;
        }
    }

    private static final class Clocks implements ClockControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Optional<String> monotonicRefusal() {
            return Optional.empty();
        }

        @Override
        public void skew(Node node, Skew wall, Skew monotonic) {}

        @Override
        public void reset(Node node) {}

        @Override
        public Duration offset(Node node) {
            return Duration.ZERO;
        }

        @Override
        public Duration monotonicOffset(Node node) {
            return Duration.ZERO;
        }
    }

    private static final class Cpu implements CpuControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Limited limit(Node node, double cores) {
            return new Limited() {
                @Override
                public long throttled() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final class Memory implements MemoryControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Squeezed squeeze(Node node) {
            return new Squeezed() {
                @Override
                public long kills() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final class Disks implements DiskControl {
        @Override
        public Optional<String> refusal(DiskTrouble trouble) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(Damage damage) {
            return Optional.empty();
        }

        @Override
        public Optional<String> lossRefusal() {
            return Optional.empty();
        }

        @Override
        public Troubled trouble(Node node, DiskTrouble trouble) {
            return new Troubled() {
                @Override
                public long affected() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Damage.Done damage(Node node, Damage damage, long seed) {
            throw new FaultException("no file was changed");
        }

        @Override
        public long loseUnsynced(Node node) {
            throw new FaultException("nothing was dropped");
        }
    }

    private final class Membership implements MembershipControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Optional<String> growRefusal() {
            return Optional.empty();
        }

        @Override
        public List<Node> members() {
            return cluster.nodes();
        }

        @Override
        public Map<Node, List<Node>> views() {
            return Map.of();
        }

        @Override
        public void remove(Node node) {}

        @Override
        public long discard(Node node) {
            return 0;
        }

        @Override
        public long readmit(Node node) {
            return 0;
        }

        @Override
        public Node grow() {
            return new Node("n9");
        }

        @Override
        public void dismiss(Node grown) {}
    }

    private static final class Admin implements AdminControl {
        @Override
        public Optional<String> refusal(Action action) {
            return Optional.empty();
        }

        @Override
        public Optional<String> transferRefusal() {
            return Optional.empty();
        }

        @Override
        public String perform(Action action, Node node) {
            throw new FaultException("no answer");
        }

        @Override
        public void transferLeadership(Node to) {}
    }

    private static final class Upgrades implements UpgradeControl {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public String oldVersion() {
            return "1";
        }

        @Override
        public String newVersion() {
            return "2";
        }

        @Override
        public Optional<String> version(Node node) {
            return Optional.of("1");
        }

        @Override
        public void install(Node node, String version) {}

        @Override
        public void commit() {}

        @Override
        public boolean committed() {
            return false;
        }
    }

    private static final class Snapshots implements SnapshotControl {
        private final AtomicLong writes = new AtomicLong();

        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public long position() {
            return writes.incrementAndGet();
        }

        @Override
        public Saved save() {
            long position = position();
            return new Saved() {
                @Override
                public long position() {
                    return position;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void putBack(Saved saved, Node dead) {}
    }
}
