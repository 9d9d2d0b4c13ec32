package io.schism.harness.system.etcd;

import io.schism.harness.environment.Site;
import io.schism.harness.system.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line of a member. What differs between the versions stands here and nowhere else. */
final class EtcdFlags {
    /** Keeps clusters apart that might find each other; the same for all nodes of all runs. */
    static final String TOKEN = "schism";

    private EtcdFlags() {}

    /**
     * All of it.
     *
     * @param joined members of the cluster that is there, when this one joins it
     */
    static List<String> of(EtcdVersion version, Settings settings, Site site, List<Site> all, Optional<String> joined) {
        List<String> flags = new ArrayList<>();
        String scheme = scheme(settings);
        flags.add("--name=" + site.node().name());
        flags.add("--data-dir=" + site.dataDirectory());
        flags.add("--listen-peer-urls=" + scheme + site.listenHost() + ":" + site.peerPort());
        flags.add("--listen-client-urls=" + scheme + site.listenHost() + ":" + site.clientPort());
        flags.add("--advertise-client-urls=" + scheme + site.announcedHost() + ":" + site.clientPort());
        flags.add("--initial-advertise-peer-urls=" + peerUrl(settings, site));
        flags.add("--initial-cluster=" + joined.orElseGet(() -> founders(settings, all)));
        flags.add("--initial-cluster-state=" + (joined.isPresent() ? "existing" : "new"));
        flags.add("--initial-cluster-token=" + TOKEN);
        flags.add("--heartbeat-interval=" + settings.duration("heartbeat").toMillis());
        flags.add("--election-timeout=" + settings.duration("election-timeout").toMillis());
        flags.add("--snapshot-count=" + settings.text("snapshot-threshold"));
        flags.add("--pre-vote=" + preVote(version, settings));
        flags.add("--log-outputs=stderr");
        if (!version.atLeast(3, 5)) {
            flags.add("--logger=zap");
        }
        if (settings.on("unsafe-no-fsync")) {
            flags.add("--unsafe-no-fsync");
        }
        if (!settings.text("flag").isEmpty()) {
            flags.addAll(List.of(settings.text("flag").split(" ")));
        }
        return flags;
    }

    /** With what the members' addresses begin. */
    private static String scheme(Settings settings) {
        return settings.text("tls").equals("none") ? "http://" : "https://";
    }

    /** What a member is announced by to the others. */
    static String peerUrl(Settings settings, Site site) {
        return scheme(settings) + site.announcedPeerAddress();
    }

    /** {@code n1=http://…,n2=http://…}: those who found the cluster together. */
    static String founders(Settings settings, List<Site> all) {
        return all.stream()
                .map(each -> each.node().name() + "=" + peerUrl(settings, each))
                .collect(Collectors.joining(","));
    }

    /** Off by default in 3.4 and on from 3.5; always said, so that a run's record shows it. */
    static boolean preVote(EtcdVersion version, Settings settings) {
        return settings.text("pre-vote").equals("as-released") ? version.atLeast(3, 5) : settings.on("pre-vote");
    }
}
