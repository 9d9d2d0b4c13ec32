package io.schism.results.page;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Shows SVG that was made from a tested system's answers. It becomes an image, in which browsers run no script and load nothing, and is
 * never put into the page itself.
 */
public final class Drawing {
    private static final int LARGEST = 300_000;

    private Drawing() {}

    /** The address of the image, or empty when the text is not well-formed SVG or too large to be shown. */
    public static Optional<String> address(String svg) {
        if (svg.length() > LARGEST || !wellFormed(svg)) {
            return Optional.empty();
        }
        byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
        return Optional.of("data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private static boolean wellFormed(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // the default one prints to the console
            Element root = builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
            return "svg".equals(root.getLocalName()) && "http://www.w3.org/2000/svg".equals(root.getNamespaceURI());
        } catch (SAXException | IOException e) {
            return false;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has a parser with these features", e);
        }
    }
}
