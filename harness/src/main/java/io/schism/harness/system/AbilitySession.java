package io.schism.harness.system;

import io.schism.workloads.client.Session;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A session made of the abilities a system has, and what is to be closed with it. */
public final class AbilitySession implements Session {
    private final Map<Class<?>, Object> abilities;
    private final Runnable closing;

    /**
     * A session with these abilities.
     *
     * @param abilities by the interface under which they are asked for
     * @param closing what is done when it is closed
     */
    public AbilitySession(Map<Class<?>, Object> abilities, Runnable closing) {
        this.abilities = Map.copyOf(abilities);
        this.closing = Objects.requireNonNull(closing, "closing");
        this.abilities.forEach((type, ability) -> {
            if (!type.isInstance(ability)) {
                throw new IllegalArgumentException(ability.getClass() + " is no " + type);
            }
        });
    }

    @Override
    public <T> Optional<T> ability(Class<T> type) {
        return Optional.ofNullable(abilities.get(type)).map(type::cast);
    }

    @Override
    public void close() {
        closing.run();
    }
}
