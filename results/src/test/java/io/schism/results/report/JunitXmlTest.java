package io.schism.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Verdict;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitXmlTest {
    @Test
    void countsAnUnknownRunAsAnErrorAndAnInvalidOneAsAFailure() throws Exception {
        String xml = JunitXml.of(
                "nightly",
                List.of(
                        run("a", Verdict.VALID, ""),
                        run("b", Verdict.INVALID, "stale \u0000 <read> \u001b[2J"),
                        run("c", Verdict.UNKNOWN, "budget"),
                        run("d", null, "crashed")));

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        assertThat(suite.getAttribute("time")).isEqualTo("6.000");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("stale \uFFFD <read> \uFFFD[2J");
    }

    private static JunitXml.Case run(String name, @Nullable Verdict verdict, String reason) {
        return new JunitXml.Case("schism.raft", name, Duration.ofMillis(1500), verdict, reason, "text of " + name);
    }
}
