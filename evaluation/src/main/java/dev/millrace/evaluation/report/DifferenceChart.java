package dev.millrace.evaluation.report;

import java.util.List;
import java.util.Locale;

/** One thin bar a question: upwards where the first system answered better, downwards where worse. */
final class DifferenceChart {

    private static final int WIDTH = 900;
    private static final int HALF = 120;
    private static final int MARGIN = 26;
    private static final String UP = "#2e9e63";
    private static final String DOWN = "#d0483b";

    private DifferenceChart() {}

    /** @param differences from -1 to 1, in any order */
    static String of(String better, String worse, List<Double> differences) {
        List<Double> sorted =
                differences.stream().sorted((a, b) -> Double.compare(b, a)).toList();
        double most = sorted.stream().mapToDouble(Math::abs).max().orElse(1);
        int middle = MARGIN + HALF;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Difference of each question\">%n",
                WIDTH,
                2 * (HALF + MARGIN)));
        double step = (double) WIDTH / Math.max(1, sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            double height = most == 0 ? 0 : Math.abs(sorted.get(i)) / most * HALF;
            boolean up = sorted.get(i) > 0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>",
                    i * step,
                    up ? middle - height : middle,
                    Math.max(0.5, step * 0.85),
                    height,
                    up ? UP : DOWN));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#5b6675\"/>%n",
                WIDTH,
                middle,
                middle));
        svg.append("<text x=\"0\" y=\"18\">" + Html.escaped(better) + "</text>");
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                WIDTH,
                2 * (HALF + MARGIN) - 8,
                Html.escaped(worse)));
        return svg.append("</svg>\n").toString();
    }
}
