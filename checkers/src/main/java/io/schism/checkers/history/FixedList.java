package io.schism.checkers.history;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list that cannot be changed and may hold null, which {@link java.util.List#of} may not; 24 bytes besides its array, which matters where
 * a history holds tens of millions of them. Takes the array over.
 */
final class FixedList extends AbstractList<@Nullable Object> implements RandomAccess {
    private final @Nullable Object[] elements;

    FixedList(@Nullable Object[] elements) {
        this.elements = elements;
    }

    @Override
    public @Nullable Object get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }

    @Override
    @SuppressWarnings("NullAway") // the array may hold null, which the signature of Collection cannot say
    public Object[] toArray() {
        return Arrays.copyOf(elements, elements.length, Object[].class);
    }

    @Override
    public boolean contains(@Nullable Object sought) {
        for (Object element : elements) {
            if (Objects.equals(sought, element)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the other list's elements in place of equal ones of its own, before anybody else has seen this list. */
    void share(FixedList other) {
        if (other.elements.length != elements.length) {
            return;
        }
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] != null && elements[i].equals(other.elements[i])) {
                elements[i] = other.elements[i];
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FixedList list ? Arrays.equals(elements, list.elements) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }
}
