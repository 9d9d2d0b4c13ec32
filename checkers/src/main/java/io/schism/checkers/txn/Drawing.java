package io.schism.checkers.txn;

import java.util.List;
import java.util.Locale;

/**
 * A few transactions and what orders them, as a stand-alone SVG image. They stand one below another in the order given; an arrow to the next
 * goes straight down, any other bends round the left side. Cycles are short, so no layout library is needed.
 */
final class Drawing {
    private static final int MOST_BOXES = 24;
    private static final int LONGEST_CHIP = 44;
    private static final int LEFT = 150;
    private static final int TOP = 46;
    private static final int BOX_HEIGHT = 58;
    private static final int GAP = 44;
    private static final double CHARACTER = 7.3;

    private final StringBuilder svg = new StringBuilder(4096);
    private final List<Box> boxes;
    private final int width;

    private Drawing(List<Box> boxes) {
        this.boxes = boxes;
        int widest = 260;
        for (Box box : boxes) {
            widest = Math.max(widest, (int)
                    Math.max(box.chipsWidth() + 24, (box.where().length() + 6) * CHARACTER + 24));
        }
        this.width = widest;
    }

    /**
     * A transaction.
     *
     * @param name what the explanation calls it
     * @param where who ran it and when
     * @param microOperations each in short
     */
    record Box(String name, String where, List<String> microOperations) {
        Box {
            microOperations = List.copyOf(microOperations);
        }

        double chipsWidth() {
            double sum = 0;
            for (String text : microOperations) {
                sum += chipWidth(text) + 8;
            }
            return sum;
        }
    }

    /**
     * What orders two of them.
     *
     * @param from place of the earlier one
     * @param to place of the later one
     * @param why how that is known
     * @param about what it is about, or nothing
     */
    record Arrow(int from, int to, Step.Why why, String about) {
        Arrow(int from, int to, Step.Why why) {
            this(from, to, why, "");
        }
    }

    static String of(String title, List<Box> boxes, List<Arrow> arrows) {
        List<Box> drawn = boxes.subList(0, Math.min(MOST_BOXES, boxes.size()));
        return new Drawing(drawn).draw(title, boxes.size() - drawn.size(), arrows);
    }

    private String draw(String title, int left, List<Arrow> arrows) {
        int height = TOP + boxes.size() * (BOX_HEIGHT + GAP) + 8;
        int total = LEFT + width + 24;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(total);
        svg.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(total);
        svg.append(' ').append(height).append("\" role=\"img\" font-family=\"ui-monospace, Menlo, monospace\" ");
        svg.append("font-size=\"12\">\n<title>").append(escape(title)).append("</title>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        marker();
        text(16, 26, "#1f2328", "font-size=\"15\" font-weight=\"bold\"", title);
        for (int i = 0; i < boxes.size(); i++) {
            box(i);
        }
        for (Arrow arrow : arrows) {
            if (arrow.from() < boxes.size() && arrow.to() < boxes.size()) {
                arrow(arrow);
            }
        }
        if (left > 0) {
            text(
                    LEFT,
                    height - 12,
                    "#57606a",
                    "",
                    "… and " + left + " more on the way back to " + boxes.get(0).name());
        }
        return svg.append("</svg>\n").toString();
    }

    private void marker() {
        svg.append("<defs>");
        for (Step.Why why : Step.Why.values()) {
            svg.append("<marker id=\"head-").append(word(why));
            svg.append("\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" ");
            svg.append("orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"")
                    .append(colour(why))
                    .append("\"/></marker>");
        }
        svg.append("</defs>\n");
    }

    private void box(int place) {
        Box box = boxes.get(place);
        int y = top(place);
        svg.append("<rect x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(y)
                .append("\" width=\"")
                .append(width);
        svg.append("\" height=\"").append(BOX_HEIGHT).append("\" rx=\"6\" fill=\"#f6f8fa\" stroke=\"#8c959f\"/>\n");
        text(LEFT + 12, y + 19, "#1f2328", "font-weight=\"bold\"", box.name());
        text(LEFT + 44, y + 19, "#57606a", "", box.where());
        double x = LEFT + 12;
        for (String microOperation : box.microOperations()) {
            double chip = chipWidth(microOperation);
            boolean read = microOperation.startsWith("r ");
            svg.append("<rect x=\"")
                    .append(round(x))
                    .append("\" y=\"")
                    .append(y + 28)
                    .append("\" width=\"");
            svg.append(round(chip)).append("\" height=\"22\" rx=\"4\" fill=\"").append(read ? "#ddf4ff" : "#fff1d6");
            svg.append("\" stroke=\"").append(read ? "#54aeff" : "#d4a72c").append("\">");
            svg.append("<title>").append(escape(microOperation)).append("</title></rect>\n");
            text(x + 7, y + 43, "#1f2328", "", shortened(microOperation));
            x += chip + 8;
        }
    }

    private void arrow(Arrow arrow) {
        String stroke = "fill=\"none\" stroke=\"" + colour(arrow.why())
                + "\" stroke-width=\"1.6\" marker-end=\"url(#head-" + word(arrow.why()) + ")\"";
        if (arrow.to() == arrow.from() + 1) {
            int x = LEFT + 40;
            int y = top(arrow.from()) + BOX_HEIGHT;
            svg.append("<path d=\"M")
                    .append(x)
                    .append(' ')
                    .append(y)
                    .append('V')
                    .append(y + GAP - 1);
            svg.append("\" ").append(stroke).append("/>\n");
            String about = arrow.about().isEmpty() ? "" : ", " + arrow.about();
            text(x + 10, y + GAP / 2 + 4, colour(arrow.why()), "", label(arrow.why()) + about);
            return;
        }
        int from = top(arrow.from()) + BOX_HEIGHT / 2 + 8;
        int to = top(arrow.to()) + BOX_HEIGHT / 2 - 8;
        int bend = LEFT - 34;
        svg.append("<path d=\"M")
                .append(LEFT)
                .append(' ')
                .append(from)
                .append('C')
                .append(bend)
                .append(' ');
        svg.append(from)
                .append(' ')
                .append(bend)
                .append(' ')
                .append(to)
                .append(' ')
                .append(LEFT - 1)
                .append(' ');
        svg.append(to).append("\" ").append(stroke).append("/>\n");
        text(10, (from + to) / 2.0 - 4, colour(arrow.why()), "", label(arrow.why()));
        text(10, (from + to) / 2.0 + 12, colour(arrow.why()), "", shortened(arrow.about()));
    }

    private void text(double x, double y, String fill, String attributes, String content) {
        svg.append("<text x=\"")
                .append(round(x))
                .append("\" y=\"")
                .append(round(y))
                .append("\" fill=\"")
                .append(fill);
        svg.append("\" ").append(attributes).append('>').append(escape(content)).append("</text>\n");
    }

    private static int top(int place) {
        return TOP + place * (BOX_HEIGHT + GAP);
    }

    private static double chipWidth(String text) {
        return shortened(text).length() * CHARACTER + 14;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_CHIP ? text : text.substring(0, LONGEST_CHIP - 1) + "…";
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String word(Step.Why why) {
        return why.name().toLowerCase(Locale.ROOT);
    }

    private static String label(Step.Why why) {
        return switch (why) {
            case WW -> "overwritten (ww)";
            case WR -> "was read (wr)";
            case RW -> "not seen (rw)";
            case PROCESS -> "same process";
            case REALTIME -> "real time";
        };
    }

    private static String colour(Step.Why why) {
        return switch (why) {
            case WW -> "#9a6700";
            case WR -> "#0969da";
            case RW -> "#cf222e";
            case PROCESS -> "#8250df";
            case REALTIME -> "#1a7f37";
        };
    }

    /** Text as XML has it; what XML cannot have becomes a question mark. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(legal(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean legal(int c) {
        return c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
