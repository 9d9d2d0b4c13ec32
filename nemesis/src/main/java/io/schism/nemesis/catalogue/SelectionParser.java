package io.schism.nemesis.catalogue;

import io.schism.nemesis.catalogue.FaultSelection.Item;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.schedule.Aim;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The grammar of {@code --faults}: {@code family[:variant][@target]}, separated by commas; or {@code none}; or {@code all}, without some: {@code all,-damage}. */
final class SelectionParser {
    private SelectionParser() {}

    static FaultSelection parse(FaultCatalogue catalogue, String list) {
        List<String> words = List.of(list.strip().split("\\s*,\\s*", -1));
        if (words.contains("none") || words.contains("all")) {
            return alone(catalogue, list, words);
        }
        Set<Item> items = new LinkedHashSet<>();
        for (String word : words) {
            if (word.isEmpty()) {
                throw new IllegalArgumentException("faults (" + list
                        + ") has an empty item; write none, all or a list such as partition,kill,pause");
            }
            items.add(item(catalogue, word));
        }
        return new FaultSelection(List.copyOf(items), false, Set.of());
    }

    private static FaultSelection alone(FaultCatalogue catalogue, String list, List<String> words) {
        boolean everything = words.contains("all");
        if (words.size() > 1 && !(everything && words.stream().allMatch(SelectionParser::allOrWithout))) {
            throw new IllegalArgumentException("faults (" + list + ") mixes " + (everything ? "all" : "none")
                    + " with others; " + (everything ? "only all,-damage and the like can be" : "it must stand alone"));
        }
        if (!everything) {
            return FaultSelection.NONE;
        }
        Set<String> without = words.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> catalogue.family(word.substring(1)).name())
                .collect(Collectors.toSet());
        List<Item> every = catalogue.families().stream()
                .filter(family -> !without.contains(family.name()))
                .map(family -> new Item(family.name(), Optional.empty(), Optional.empty()))
                .toList();
        return new FaultSelection(every, true, Set.of());
    }

    private static boolean allOrWithout(String word) {
        return word.equals("all") || word.startsWith("-");
    }

    private static Item item(FaultCatalogue catalogue, String word) {
        int at = word.indexOf('@');
        Optional<Aim> aim = at < 0 ? Optional.empty() : Optional.of(Aim.parse(word.substring(at + 1)));
        String what = at < 0 ? word : word.substring(0, at);
        int colon = what.indexOf(':');
        if (colon < 0) {
            return new Item(catalogue.family(what).name(), Optional.empty(), aim);
        }
        FaultVariant variant = catalogue.variant(what.substring(0, colon), what.substring(colon + 1));
        if (aim.isPresent() && variant.aims().isEmpty()) {
            throw new IllegalArgumentException("fault (" + word + ") says by its variant whom it hits; leave @"
                    + aim.get().word() + " out");
        }
        return new Item(what.substring(0, colon), Optional.of(variant.name()), aim);
    }
}
