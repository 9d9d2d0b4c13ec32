package io.schism.checkers.model;

import java.util.List;

/** The models that ship with Schism. Each has a page of its own; see the class it returns by its name. */
public final class Models {
    private static final List<Model> ALL = List.of(
            new Register(),
            new CasRegister(),
            new MultiRegister(),
            new VersionedRegister(),
            new KeyValueMap(),
            new Mutex(),
            new FencingLock(),
            new SetModel(),
            new FifoQueue(),
            new UnorderedQueue(),
            new Counter());

    private Models() {}

    /**
     * The model of this name.
     *
     * @throws NotInModelException when there is none; the message lists those there are
     */
    public static Model named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotInModelException("--model (" + name + ") is none of " + names()));
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return ALL.stream().map(Model::name).toList();
    }
}
