package io.schism.nemesis.run;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A fault of which every part can be told what to do; it remembers how often it is in force. */
final class ScriptedFault implements Fault {
    final AtomicInteger inForce = new AtomicInteger();
    final AtomicInteger closings = new AtomicInteger();
    Runnable onInject = () -> {};
    Supplier<Proof> onProve = () -> new Proof(true, "seen", Map.of());
    Runnable onClose = () -> {};
    private final String family;
    private final Impact impact;

    ScriptedFault(String family, Node node) {
        this(family, Impact.on(List.of(node)));
    }

    ScriptedFault(String family, Impact impact) {
        this.family = family;
        this.impact = impact;
    }

    FaultFamily family() {
        return new FaultFamily(
                family,
                List.of(new FaultVariant(
                        "any",
                        "does as told",
                        Profile.CALM,
                        Nature.LASTING,
                        Optional.empty(),
                        List.of(),
                        targets -> Optional.empty(),
                        (planned, targets, random) -> this)));
    }

    @Override
    public String name() {
        return family + " " + impact.targets().get(0);
    }

    @Override
    public Impact impact() {
        return impact;
    }

    @Override
    public Healing inject() {
        onInject.run();
        inForce.incrementAndGet();
        return new Healing() {
            @Override
            public Proof prove() {
                return onProve.get();
            }

            @Override
            public void close() {
                closings.incrementAndGet();
                onClose.run();
                inForce.decrementAndGet();
            }
        };
    }
}
