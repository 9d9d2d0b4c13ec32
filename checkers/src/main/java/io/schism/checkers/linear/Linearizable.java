package io.schism.checkers.linear;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.model.Model;
import io.schism.checkers.model.NotInModelException;
import io.schism.checkers.model.NullRead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a history is linearizable: whether every call can be given one instant between its invocation and its completion such
 * that the calls, in the order of their instants, are legal for the model. A call that failed took no effect; a call whose outcome is unknown
 * ({@code info}, or never completed) took effect once, at any time after its invocation, or never. Each key is judged alone, several at a time.
 *
 * <p>Defaults: the model's own initial state, {@link NullRead#UNSET}. Immutable and safe for several threads.
 *
 * <pre>{@code
 * Checker checker = Linearizable.of(Models.named("cas-register"));
 * CheckResult result = checker.check(history, Budget.ofDefaults());
 * }</pre>
 */
public final class Linearizable implements Checker {
    private final Model model;
    private final Object initial;
    private final NullRead nullRead;

    private Linearizable(Builder builder) {
        this.model = builder.model;
        this.initial = model.initial(builder.initial);
        this.nullRead = builder.nullRead;
    }

    /** Against the model as it is. */
    public static Linearizable of(Model model) {
        return builder(model).build();
    }

    /** Against the model, with options. */
    public static Builder builder(Model model) {
        return new Builder(model);
    }

    @Override
    public String name() {
        return "linearizable";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Spending spending = Spending.start(budget);
        return new Judging(name(), history, model, initial, nullRead, spending).judge(budget.threads());
    }

    /** Options of the check. Not safe for several threads. */
    public static final class Builder {
        private final Model model;
        private @Nullable Object initial;
        private NullRead nullRead = NullRead.UNSET;

        private Builder(Model model) {
            this.model = Objects.requireNonNull(model, "model");
        }

        /** The state of each key before its first call, as JSON has it; null for the model's own. */
        public Builder initial(@Nullable Object value) {
            this.initial = value;
            return this;
        }

        /** What a completed read of null means; {@link NullRead#UNSET} unless set. */
        public Builder nullRead(NullRead meaning) {
            this.nullRead = Objects.requireNonNull(meaning, "nullRead");
            return this;
        }

        /**
         * The checker.
         *
         * @throws NotInModelException when the initial value is no state of the model
         */
        public Linearizable build() {
            return new Linearizable(this);
        }
    }
}
