package io.schism.checkers.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import us.bpsm.edn.Keyword;
import us.bpsm.edn.Symbol;
import us.bpsm.edn.TaggedValue;
import us.bpsm.edn.parser.CollectionBuilder;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/**
 * Turns EDN into the values a history can hold: keywords, symbols and characters become strings, vectors, lists and sets become lists, keys
 * of maps become strings, a tagged value becomes the value without its tag, an instant or UUID its text. For one thread.
 */
final class EdnValues {
    private static final Long LARGEST = Long.MAX_VALUE;

    private final Interner interner = new Interner();

    /** A parser that makes such values; its top-level values go through {@link #value} too. */
    Parser parser() {
        return Parsers.newParser(Parsers.newParserConfigBuilder()
                .setVectorFactory(ListBuilder::new)
                .setListFactory(ListBuilder::new)
                .setSetFactory(ListBuilder::new)
                .setMapFactory(MapBuilder::new)
                .putTagHandler(Parser.Config.EDN_INSTANT, (tag, text) -> text)
                .putTagHandler(Parser.Config.EDN_UUID, (tag, text) -> text)
                .build());
    }

    @Nullable Object value(@Nullable Object parsed) {
        if (parsed instanceof Long number) {
            return interner.integer(number);
        }
        if (parsed instanceof Keyword keyword) {
            return interner.string(name(keyword.getPrefix(), keyword.getName()));
        }
        if (parsed instanceof Symbol symbol) {
            return interner.string(name(symbol.getPrefix(), symbol.getName()));
        }
        if (parsed instanceof String text) {
            return interner.string(text);
        }
        if (parsed instanceof Character character) {
            return character.toString();
        }
        if (parsed instanceof TaggedValue tagged) {
            return value(tagged.getValue());
        }
        if (parsed instanceof BigInteger number) {
            return interner.integer(fitting(number));
        }
        if (parsed instanceof BigDecimal number) {
            return number.doubleValue();
        }
        return parsed;
    }

    private static long fitting(BigInteger number) {
        if (number.bitLength() > 63) {
            throw new MalformedHistoryException("the integer " + number + " does not fit into 64 bits (at most "
                    + LARGEST + "); write it as a string");
        }
        return number.longValue();
    }

    private static String name(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private final class ListBuilder implements CollectionBuilder {
        private final List<@Nullable Object> elements = new ArrayList<>(4);

        @Override
        public void add(@Nullable Object element) {
            elements.add(value(element));
        }

        @Override
        public Object build() {
            return new FixedList(elements.toArray());
        }
    }

    private final class MapBuilder implements CollectionBuilder {
        private final Map<String, @Nullable Object> map = new LinkedHashMap<>();
        private @Nullable String key;

        @Override
        public void add(@Nullable Object element) {
            if (key == null) {
                key = interner.string(String.valueOf(value(element)));
                if (map.containsKey(key)) {
                    throw new MalformedHistoryException("the map has the key " + key + " twice; keep one of them");
                }
                return;
            }
            map.put(key, value(element));
            key = null;
        }

        @Override
        public Object build() {
            if (key != null) {
                throw new MalformedHistoryException("the map has the key " + key + " without a value; add one");
            }
            return Collections.unmodifiableMap(map);
        }
    }
}
