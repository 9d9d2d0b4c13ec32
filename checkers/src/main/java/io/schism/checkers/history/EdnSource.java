package io.schism.checkers.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.bpsm.edn.EdnException;
import us.bpsm.edn.parser.Parseable;
import us.bpsm.edn.parser.Parser;

/** Operations as Jepsen writes them: maps in one vector or list, or one map after another. */
final class EdnSource implements OperationSource {
    private final String name;
    private final EdnInput in;
    private final EdnValues values = new EdnValues();
    private final Parser parser = values.parser();
    private final OperationFields fields;
    private boolean begun;
    /** The character that ends the vector or list, 0 where there is none around the operations. */
    private int end;

    private boolean ended;
    private long position;

    EdnSource(String name, InputStream in, HistoryOptions options) {
        this.name = name;
        this.in = new EdnInput(new BufferedReader(
                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)); // reports bad UTF-8
        this.fields = new OperationFields(options.independentTuples());
    }

    @Override
    public Optional<String> dropped() {
        return Optional.empty();
    }

    @Override
    public @Nullable Operation next() throws IOException {
        if (ended) {
            return null;
        }
        int first = begun ? in.peek() : begin();
        long line = in.line();
        long column = in.column();
        try {
            if (atEnd(first)) {
                ended = true;
                return null;
            }
            return operation(values.value(parser.nextValue(in)));
        } catch (EdnException e) {
            throw MalformedHistoryException.at(
                    name,
                    in.line(),
                    in.column(),
                    "not EDN: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
                            + "; the operation that cannot be read begins in line " + line + ", column " + column);
        } catch (MalformedHistoryException e) {
            throw MalformedHistoryException.at(name, line, column, e.getMessage());
        }
    }

    private int begin() throws IOException {
        begun = true;
        int first = in.peek();
        if (first != '[' && first != '(') {
            return first;
        }
        end = first == '[' ? ']' : ')';
        in.read();
        return in.peek();
    }

    private boolean atEnd(int first) throws IOException {
        if (end == 0) {
            return first == Parseable.END_OF_INPUT;
        }
        if (first == Parseable.END_OF_INPUT) {
            throw new MalformedHistoryException(
                    "the operations end without " + (char) end + "; the file was cut off, or add it");
        }
        if (first != end) {
            return false;
        }
        in.read();
        if (in.peek() != Parseable.END_OF_INPUT) {
            throw new MalformedHistoryException("something follows the end of the operations; remove it");
        }
        return true;
    }

    private Operation operation(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedHistoryException(
                    "an operation is expected, a map such as {:process 0, :type :invoke, :f :read, :value nil}");
        }
        fields.clear();
        for (Map.Entry<?, ?> field : map.entrySet()) {
            fields.set((String) field.getKey(), field.getValue());
        }
        return fields.operation(position++);
    }
}
