package io.schism.harness.bugs;

import io.schism.harness.bugs.KnownBug.Expected;
import io.schism.harness.bugs.KnownBug.Measured;
import java.util.List;

/** A row while it is being written down, in the order in which it is read. */
final class Row {
    /** A row that misses so often in a row is broken, not unlucky. */
    private static final double TOLERATED = 0.01;

    private static final int MOST_ATTEMPTS = 10;

    private final String name;
    private final String software;
    private final String fault;
    private List<String> etcd = List.of();
    private String promise = "";
    private List<String> guilty = List.of();
    private List<String> healthy = List.of();

    private Row(String name, String software, String fault) {
        this.name = name;
        this.software = software;
        this.fault = fault;
    }

    static Row row(String name, String software, String fault) {
        return new Row(name, software, fault);
    }

    /** Shows with these versions of etcd; with any, and without it, unless this is said. */
    Row onlyEtcd(String... versions) {
        etcd = List.of(versions);
        return this;
    }

    Row breaks(String what) {
        promise = what;
        return this;
    }

    Row guilty(String arguments) {
        guilty = List.of(arguments.split(" "));
        return this;
    }

    Row healthy(String arguments) {
        healthy = List.of(arguments.split(" "));
        return this;
    }

    /** So many of so many runs were convicted, so long after their start in the median; attempts follow from that. */
    KnownBug convicted(int convictions, int runs, int seconds) {
        return known(Expected.CONVICTED, attempts(convictions, runs), new Measured(runs, convictions, seconds));
    }

    /** So many runs were made and none was convicted. */
    KnownBug hunted(int runs) {
        return known(Expected.HUNTED, 1, new Measured(runs, 0, 0));
    }

    private KnownBug known(Expected expected, int attempts, Measured measured) {
        return new KnownBug(name, software, etcd, fault, promise, expected, attempts, guilty, healthy, measured);
    }

    /**
     * So many runs that as good as never all of them miss, by the rule of succession: with {@code c} of {@code n} convicted, the next run misses
     * with probability {@code (n - c + 1) / (n + 2)}.
     */
    static int attempts(int convictions, int runs) {
        double miss = (runs - convictions + 1.0) / (runs + 2.0);
        return Math.min(MOST_ATTEMPTS, (int) Math.ceil(Math.log(TOLERATED) / Math.log(miss)));
    }
}
