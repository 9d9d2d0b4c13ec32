package io.schism.nemesis.target;

import java.util.Optional;

/** Changes the version a node runs. Safe for several threads. */
public interface UpgradeControl {
    /** Why there is no other version here and how to mend that, or empty when there is one. Asked before the run begins. */
    Optional<String> refusal();

    /** The version the run began with. */
    String oldVersion();

    /** The version to change to. */
    String newVersion();

    /** The version a running node says it is, or empty when it does not answer. */
    Optional<String> version(Node node);

    /** From the next start on the node, dead now, runs this one of the two versions on the same data. */
    void install(Node node, String version);

    /** Says that from now on all nodes are brought to the new version for good; whoever starts again comes up with it. */
    void commit();

    /** Whether that was said: then nobody brings a node back to the old version. */
    boolean committed();
}
