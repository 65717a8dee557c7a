package dev.millrace.evaluation.report;

import java.util.List;
import java.util.Locale;

/** Horizontal bars from 0, each with its name above it and its value behind it. */
public final class BarChart {

    private static final int WIDTH = 320;
    private static final int BAR = 14;
    private static final int ROW = 40;
    private static final int NAME_HEIGHT = 16;
    private static final int LONGEST = 260;

    private BarChart() {}

    /** @param colour of the bar */
    public record Bar(String name, double value, String colour) {}

    /**
     * Draws them.
     *
     * @param what is shown, for those who can't see it
     * @param format of the values
     */
    public static String of(String what, String format, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                bars.size() * ROW,
                Html.escaped(what)));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double length = most == 0 ? 0 : LONGEST * bar.value() / most;
            int top = i * ROW;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><rect x=\"0\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\""
                            + " fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    top + NAME_HEIGHT - 4,
                    Html.escaped(bar.name()),
                    top + NAME_HEIGHT,
                    Math.max(1, length),
                    BAR,
                    bar.colour(),
                    length + 6,
                    top + NAME_HEIGHT + BAR - 2,
                    String.format(Locale.ROOT, format, bar.value())));
        }
        return svg.append("</svg>\n").toString();
    }
}
