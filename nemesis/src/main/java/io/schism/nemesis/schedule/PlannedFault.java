package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of a {@link Plan}: what comes when. Whom it hits is drawn when it comes, from {@link #seed()}.
 *
 * @param id its number within the plan, from 1
 * @param at when it is injected, since the start of the run
 * @param hold how long it stays in force; zero for what is done in a moment
 * @param fault the family: {@code partition}, {@code kill}, …
 * @param variant which of the family: {@code halves}, {@code leader}, …
 * @param seed everything that is drawn for this fault comes from it
 * @param parameters how strong it is and whom it aims at, by name; what is missing has the family's default
 */
public record PlannedFault(
        int id, Duration at, Duration hold, String fault, String variant, long seed, Map<String, String> parameters) {
    /** The parameter that names an {@link Aim}. */
    public static final String TARGET = "target";

    /** The parameter that forbids, by {@code true}, to take the quorum away, alone or together with what is in force. */
    public static final String KEEP_QUORUM = "keepQuorum";

    public PlannedFault {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(variant, "variant");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (id < 1) {
            throw new IllegalArgumentException("id (" + id + ") of a planned fault must be 1 or more");
        }
        if (at.isNegative()) {
            throw new IllegalArgumentException("at (" + at + ") of fault " + id + " must not be negative");
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("hold (" + hold + ") of fault " + id + " must not be negative");
        }
    }

    /** {@code partition:halves}, as {@code --faults} takes it. */
    public String label() {
        return fault + ":" + variant;
    }

    /** When it ends. */
    public Duration end() {
        return at.plus(hold);
    }

    /** Whether it must leave a quorum. */
    public boolean keepsQuorum() {
        return Boolean.parseBoolean(parameters.getOrDefault(KEEP_QUORUM, "false"));
    }

    /**
     * Whom it aims at, or the given aim when the plan does not say.
     *
     * @throws IllegalArgumentException when the plan names an aim that is not known
     */
    public Aim aim(Aim otherwise) {
        return Optional.ofNullable(parameters.get(TARGET)).map(Aim::parse).orElse(otherwise);
    }

    /**
     * A length of time among the parameters: {@code 50ms}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public Duration duration(String parameter, Duration otherwise) {
        String text = parameters.get(parameter);
        return text == null ? otherwise : Durations.parse(parameter, text);
    }

    /**
     * A number among the parameters.
     *
     * @throws IllegalArgumentException when it is none
     */
    public double number(String parameter, double otherwise) {
        String text = parameters.get(parameter);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter " + parameter + " (" + text + ") of fault " + id + " must be a number", e);
        }
    }
}
