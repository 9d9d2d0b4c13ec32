package io.schism.nemesis.network;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Recurring;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.target.Impairment.Drop;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.NetworkControl.Imposed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts links and lets them carry again, over and over, as a bad plug does. Parameter {@code period}: how long each state lasts, 700 ms
 * unless told, which is below an election time-out of one second and above one of half a second.
 *
 * <h2>Phases</h2>
 * Cut, whole, cut, whole … from the first moment; ends whole.
 *
 * <h2>Failure modes</h2>
 * Links on which nobody spoke while they were cut: no proof. A link that cannot be mended ends the flapping and is reported.
 */
record FlappingLinks(Cut cut, Duration period, NetworkControl network) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "flap",
                Stream.of(Shape.ONE, Shape.CLIENT_NODE, Shape.LEADER, Shape.HALVES, Shape.ONE_LINK)
                        .map(FlappingLinks::variant)
                        .toList());
    }

    private static FaultVariant variant(Shape shape) {
        return new FaultVariant(
                        shape.word(),
                        "cuts and mends, over and over, " + shape.summary(),
                        shape.profile(),
                        Nature.LASTING,
                        Optional.empty(),
                        List.of(),
                        targets -> Victims.tooFew("flap:" + shape.word(), shape.fewestNodes(), targets)
                                .or(() -> targets.network().refusal(new Drop())),
                        (planned, targets, random) -> new FlappingLinks(
                                shape.cut(Partition.ordered(shape, targets, random)),
                                planned.duration("period", Duration.ofMillis(700)),
                                targets.network()))
                .withParameters(List.of("period"));
    }

    FlappingLinks {
        if (period.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("period (" + period + ") must be 1ms or more");
        }
    }

    @Override
    public String name() {
        return "flapping " + cut.words();
    }

    @Override
    public Impact impact() {
        return Impact.cut(cut.targets(), cut.links());
    }

    @Override
    public Healing inject() {
        Flaps flaps = new Flaps();
        flaps.flip();
        Recurring recurring = Recurring.start(name(), period, round -> {
            // The first round comes at once; the cut that inject made must last a period.
            if (round > 0) {
                flaps.flip();
            }
            return true;
        });
        return Healing.of(() -> flaps.proof(recurring), () -> {
            recurring.close();
            flaps.mend();
        });
    }

    private final class Flaps {
        private final AtomicLong held = new AtomicLong();
        private long cuts;
        private String unit = "bytes";
        private @Nullable Imposed imposed;

        synchronized void flip() {
            if (imposed != null) {
                mend();
                return;
            }
            imposed = network.impose(new Drop(), cut.links());
            unit = imposed.unit();
            cuts++;
        }

        synchronized void mend() {
            Imposed now = imposed;
            if (now != null) {
                held.addAndGet(now.affected());
                now.close();
                imposed = null;
            }
        }

        synchronized Proof proof(Recurring recurring) {
            Imposed now = imposed;
            long all = held.get() + (now == null ? 0 : now.affected());
            return new Proof(
                    all > 0 && recurring.failure().isEmpty(),
                    String.format(
                            Locale.ROOT,
                            "%,d %s held on %d links in %d cuts%s",
                            all,
                            unit,
                            cut.links().size(),
                            cuts,
                            recurring
                                    .failure()
                                    .map(failure -> "; then " + failure.getMessage())
                                    .orElse("")),
                    Map.of("affected", all, "cuts", cuts));
        }
    }
}
