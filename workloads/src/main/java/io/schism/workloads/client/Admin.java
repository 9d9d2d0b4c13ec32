package io.schism.workloads.client;

import java.util.List;
import java.util.Objects;

/** What an operator does to a running system. Each ability is asked for on its own. All throw {@link StoreException}. */
public interface Admin {
    /** Forgets old revisions. */
    interface Compaction {
        /** Compacts everything before this revision; with {@code physical} it returns when it is gone from disk, too. */
        void compact(long revision, boolean physical);

        /** Gives free space of the pinned node's store back; the node does not answer meanwhile. */
        void defragment();
    }

    /** Chooses who leads. */
    interface Leadership {
        /** Hands leadership to this node. Must be asked of the leader, which some systems insist on. */
        void moveTo(String node);
    }

    /** Takes snapshots. */
    interface Snapshots {
        /** Takes one of the pinned node and returns how far it reaches, as {@link Replica} counts, or how many bytes it has where that is unknown. */
        long take();
    }

    /** Changes who belongs to the cluster. */
    interface Membership {
        /** The members. */
        List<Member> list();

        /** Adds a member that is not started yet. */
        void add(Member member);

        /** Removes a member by name. */
        void remove(String name);
    }

    /**
     * A member.
     *
     * @param name its name; empty for one that was added and has never been started
     * @param peerAddress {@code host:port} announced to the others
     */
    record Member(String name, String peerAddress) {
        public Member {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(peerAddress, "peerAddress");
        }
    }
}
