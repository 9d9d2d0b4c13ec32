package io.schism.workloads.client;

import io.schism.workloads.client.KeyValue.Versioned;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Atomic transactions on several keys, guarded as etcd's are. All throw {@link StoreException}. */
public interface Transactions {
    /** Runs it: when every guard holds, {@code then}, else {@code otherwise}; all of it at one point in the store's history, or nothing. */
    Result run(Transaction transaction);

    /** Whether {@link Append} is offered; where it is not, append by guarding a {@link Put} with the revision that was read. */
    boolean appends();

    /**
     * What to run.
     *
     * @param guards what must hold; none always holds
     * @param then what is done when all guards hold
     * @param otherwise what is done when one does not
     */
    record Transaction(List<Guard> guards, List<Action> then, List<Action> otherwise) {
        public Transaction {
            guards = List.copyOf(guards);
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }

        /** A transaction without guards. */
        public static Transaction of(Action... actions) {
            return new Transaction(List.of(), List.of(actions), List.of());
        }

        /** Whether it cannot change anything, whichever branch is taken. */
        public boolean readOnly() {
            return then.stream().allMatch(Get.class::isInstance)
                    && otherwise.stream().allMatch(Get.class::isInstance);
        }
    }

    /** A condition on one key. */
    sealed interface Guard {
        /** The key it looks at. */
        String key();

        /** Holds while the key has exactly this value. */
        static Guard valueIs(String key, String value) {
            return new OnValue(key, Comparison.EQUAL, value);
        }

        /** Holds while the key was last written at this revision. */
        static Guard revisionIs(String key, long revision) {
            return new OnNumber(key, Quantity.MOD_REVISION, Comparison.EQUAL, revision);
        }

        /** Holds while the key was written this often since it was created; 0: it does not exist. */
        static Guard versionIs(String key, long version) {
            return new OnNumber(key, Quantity.VERSION, Comparison.EQUAL, version);
        }

        /** Holds while the key does not exist. */
        static Guard absent(String key) {
            return versionIs(key, 0);
        }

        /** Holds while the key exists. */
        static Guard present(String key) {
            return new OnNumber(key, Quantity.VERSION, Comparison.GREATER, 0);
        }

        /** Holds while nobody has written the key since it was read so; for an empty reading, while it does not exist. */
        static Guard unchanged(String key, Optional<Versioned> read) {
            return read.map(value -> revisionIs(key, value.revision())).orElseGet(() -> absent(key));
        }
    }

    /**
     * Compares the value; a key that does not exist has no value and fails every comparison.
     *
     * @param key the key
     * @param comparison how the key's value must stand to the operand
     * @param operand what it is compared with
     */
    record OnValue(String key, Comparison comparison, String operand) implements Guard {
        public OnValue {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(comparison, "comparison");
            Objects.requireNonNull(operand, "operand");
        }
    }

    /**
     * Compares a number that the store keeps for the key; every number of a key that does not exist is 0.
     *
     * @param key the key
     * @param quantity which number
     * @param comparison how the number must stand to the operand
     * @param operand what it is compared with
     */
    record OnNumber(String key, Quantity quantity, Comparison comparison, long operand) implements Guard {
        public OnNumber {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(quantity, "quantity");
            Objects.requireNonNull(comparison, "comparison");
        }
    }

    /** How a key's value or number must stand to the operand. */
    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        LESS;

        /** Whether a comparison result, as {@link Comparable} gives it, satisfies this one. */
        public boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case GREATER -> order > 0;
                case LESS -> order < 0;
            };
        }
    }

    /** Numbers that a store keeps for each key. */
    enum Quantity {
        VERSION,
        MOD_REVISION,
        CREATE_REVISION
    }

    /** One step of a transaction. */
    sealed interface Action {
        /** The key it touches. */
        String key();
    }

    /** Reads the key. */
    record Get(String key) implements Action {
        public Get {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * Writes the value.
     *
     * @param key the key
     * @param value the value
     * @param lease the lease the key is attached to, or 0 for none; a system without {@link Leases} refuses any other
     */
    record Put(String key, String value, long lease) implements Action {
        public Put {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }

        /** Without a lease. */
        public Put(String key, String value) {
            this(key, value, 0);
        }
    }

    /** Adds an element to the end of the key's value, after a single space when there is one already. */
    record Append(String key, String element) implements Action {
        public Append {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(element, "element");
        }
    }

    /** Removes the key; removing what does not exist is no error. */
    record Delete(String key) implements Action {
        public Delete {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * What came of it.
     *
     * @param succeeded whether the guards held, so {@code then} was done; false is definite
     * @param revision position of the store's history at which it ran; 0 when the system does not say
     * @param values one for each action of the branch that was taken: what a get read, what a put or an append left, empty for a delete
     */
    record Result(boolean succeeded, long revision, List<Optional<Versioned>> values) {
        public Result {
            values = List.copyOf(values);
        }
    }
}
