package io.schism.harness.system.raft.store;

import io.schism.workloads.client.Ranges.View;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions.Result;
import java.util.List;
import java.util.Objects;

/** What a node answers. */
public sealed interface Reply {
    /** The transaction ran. */
    record Ran(Result result) implements Reply {
        public Ran {
            Objects.requireNonNull(result, "result");
        }
    }

    /** What a scan has found. */
    record Found(View view) implements Reply {
        public Found {
            Objects.requireNonNull(view, "view");
        }
    }

    /**
     * It was done.
     *
     * @param index log index it reaches to, or 0 where that says nothing
     */
    record Done(long index) implements Reply {}

    /** The names of the members that the node knows. */
    record Listed(List<String> members) implements Reply {
        public Listed {
            members = List.copyOf(members);
        }
    }

    /** How the node stands. */
    record Standing(NodeReport report) implements Reply {
        public Standing {
            Objects.requireNonNull(report, "report");
        }
    }

    /** The node could not or would not; the kind says whether it may take effect all the same. */
    record Refused(Kind kind, String message) implements Reply {
        public Refused {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
        }
    }
}
