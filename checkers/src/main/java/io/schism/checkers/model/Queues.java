package io.schism.checkers.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two queues share: their elements and their initial states. */
final class Queues {
    private Queues() {}

    static List<Object> initial(Model model, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> elements && !elements.contains(null)) {
            return List.copyOf(elements);
        }
        throw new NotInModelException("initial state " + value + " does not fit model " + model.name()
                + "; it must be a list of elements without null");
    }

    static Object element(Model model, Call call) {
        if (call.argument() == null) {
            throw call.misshapen(model, null, "an element");
        }
        return call.argument();
    }
}
