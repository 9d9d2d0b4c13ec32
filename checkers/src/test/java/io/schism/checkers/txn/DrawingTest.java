package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.Evidence;
import io.schism.checkers.history.History;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Drawings are XML whatever the values are, and small. */
class DrawingTest {
    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void escapesWhateverStandsInValues() throws Exception {
        Drawing.Box box = new Drawing.Box(
                "T1",
                "process <1> & \"2\"",
                List.of("append <script> ]]>&amp;\u0001\uFFFF\uD800", "r " + "😀".repeat(60)));

        String svg = Drawing.of("a<b>&\"c\"", List.of(box, box), List.of(new Drawing.Arrow(0, 1, Step.Why.RW)));

        Document document = parse(svg);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a<b>&\"c\"");
    }

    @Test
    void drawsNoMoreThanAPersonCanRead() throws Exception {
        List<Drawing.Box> boxes = Collections.nCopies(500, new Drawing.Box("T", "somewhere", List.of("r x nil")));

        String svg = Drawing.of("G0", boxes, List.of(new Drawing.Arrow(499, 0, Step.Why.WW)));

        assertThat(svg).contains("… and 476 more on the way back").hasSizeLessThan(20_000);
        parse(svg);
    }

    @Test
    void everyAnomalyHasOne() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            History history = RandomHistory.lists(seed, 8, true, true);
            for (Evidence evidence :
                    ListAppend.ofDefaults().check(history, Budget.ofDefaults()).evidence()) {
                Document document = parse(Objects.requireNonNull(evidence.drawing()));

                assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
                assertThat(evidence.explanation()).as("seed %d", seed).startsWith("Let:\n  T1 = process");
            }
        }
    }
}
