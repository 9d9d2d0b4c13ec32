package io.schism.results.report;

import io.schism.checkers.Verdict;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Several runs as JUnit XML, which build servers show: an invalid run is a failure, an unknown one an error, never a pass. */
public final class JunitXml {
    private JunitXml() {}

    /**
     * One run.
     *
     * @param group what it belongs to: {@code schism.raft}
     * @param name what was run: {@code register, partition+kill, seed 42}
     * @param time how long it took
     * @param verdict its verdict, or null when it has none because it crashed
     * @param reason why
     * @param text more of it: the summary of the console
     */
    public record Case(
            String group,
            String name,
            Duration time,
            @Nullable Verdict verdict,
            String reason,
            String text) {
        public Case {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(time, "time");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(text, "text");
        }

        private boolean failed() {
            return verdict == Verdict.INVALID;
        }

        private boolean broken() {
            return verdict == null || verdict == Verdict.UNKNOWN;
        }
    }

    /** The whole file. */
    public static String of(String suite, List<Case> cases) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", clean(suite));
            xml.writeAttribute("tests", String.valueOf(cases.size()));
            xml.writeAttribute(
                    "failures", count(cases.stream().filter(Case::failed).count()));
            xml.writeAttribute(
                    "errors", count(cases.stream().filter(Case::broken).count()));
            xml.writeAttribute("skipped", "0");
            xml.writeAttribute("time", seconds(cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus)));
            for (Case one : cases) {
                write(xml, one);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a writer in memory does not fail", e);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, Case one) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(one.group()));
        xml.writeAttribute("name", clean(one.name()));
        xml.writeAttribute("time", seconds(one.time()));
        if (one.failed() || one.broken()) {
            Verdict verdict = one.verdict();
            xml.writeStartElement(one.failed() ? "failure" : "error");
            xml.writeAttribute("type", verdict == null ? "crashed" : verdict.word());
            xml.writeAttribute("message", clean(one.reason()));
            xml.writeCharacters(clean(one.text()));
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(one.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(long number) {
        return String.valueOf(number);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** Without the characters that XML 1.0 cannot carry even escaped (section 2.2), which a tested system may well answer. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
