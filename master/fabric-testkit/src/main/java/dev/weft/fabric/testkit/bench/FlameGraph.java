package dev.weft.fabric.testkit.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stacks as a picture: a box for each call, as wide as the samples that it and what it called were in, above its caller. Names are shown where
 * they fit, and with their share under the mouse.
 */
final class FlameGraph {

    private static final int WIDTH = 1200;
    private static final int ROW = 16;
    private static final double LEAST_WIDTH = 2;
    private static final double CHARACTER_WIDTH = 6.2;
    private static final int COLOURS = 40;

    /** A call, and what it called. */
    private static final class Box {

        private final Map<String, Box> inner = new TreeMap<>();
        private int samples;

        private int height() {
            return 1 + inner.values().stream().mapToInt(Box::height).max().orElse(0);
        }
    }

    private final Box root = new Box();
    private final StringBuilder out = new StringBuilder();
    private int height;

    private FlameGraph(Map<String, Integer> stacks) {
        stacks.forEach((stack, count) -> {
            Box box = root;
            box.samples += count;
            for (String call : stack.split(";")) {
                box = box.inner.computeIfAbsent(call, name -> new Box());
                box.samples += count;
            }
        });
    }

    /**
     * An SVG.
     *
     * @param stacks calls from the outermost on, with semicolons between them, and how many samples each has
     */
    static String svg(String title, Map<String, Integer> stacks) {
        return new FlameGraph(stacks).draw(title);
    }

    private String draw(String title) {
        height = (root.height() + 2) * ROW;
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"monospace\""
                        + " font-size=\"10\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"4\" y=\"12\">%s; %d samples</text>%n",
                WIDTH,
                height,
                escaped(title),
                root.samples));
        double x = 0;
        for (Map.Entry<String, Box> each : root.inner.entrySet()) {
            x += draw(each.getKey(), each.getValue(), x, 0);
        }
        return out.append("</svg>\n").toString();
    }

    /** Returns the width. */
    private double draw(String name, Box box, double x, int level) {
        double width = (double) WIDTH * box.samples / root.samples;
        if (width < LEAST_WIDTH) {
            return width;
        }
        int y = height - (level + 1) * ROW;
        int room = (int) (width / CHARACTER_WIDTH);
        String text = name.length() <= room ? name : room < 4 ? "" : name.substring(0, room - 2) + "..";
        out.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %d, %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " fill=\"hsl(%d,80%%,70%%)\" stroke=\"white\" stroke-width=\"0.5\"/>",
                escaped(name),
                box.samples,
                100.0 * box.samples / root.samples,
                x,
                y,
                width,
                ROW,
                15 + Math.floorMod(name.hashCode(), COLOURS)));
        if (!text.isEmpty()) {
            out.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + ROW - 5, escaped(text)));
        }
        out.append("</g>\n");
        double inner = x;
        for (Map.Entry<String, Box> each : box.inner.entrySet()) {
            inner += draw(each.getKey(), each.getValue(), inner, level + 1);
        }
        return width;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
