package dev.millrace.evaluation.speed;

import dev.millrace.evaluation.report.Html;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Lines against the number of chunks, both axes from 0, with values at the points where there is room. */
final class GrowthChart {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 230;
    private static final int LEFT = 12;
    private static final int RIGHT = 44;
    private static final int TOP = 24;
    private static final int BOTTOM = 30;
    private static final int LABEL_WIDTH = 40;
    private static final int LEGEND_LINE = 18;

    private final List<GrowthStep> steps;
    private final double mostChunks;

    GrowthChart(List<GrowthStep> steps) {
        this.steps = steps;
        this.mostChunks = steps.getLast().chunks();
    }

    /** What changes with the number of chunks. */
    record Line(String name, String colour, ToDoubleFunction<GrowthStep> value) {}

    /** Draws the lines on one scale. */
    String of(String what, String format, List<Line> lines) {
        int top = TOP + lines.size() * LEGEND_LINE;
        double most = lines.stream()
                .flatMap(line -> steps.stream().map(step -> line.value().applyAsDouble(step)))
                .mapToDouble(value -> value)
                .max()
                .orElse(0);
        double scale = most == 0 ? 0 : (HEIGHT - BOTTOM - top) / most;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escaped(what)));
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int y = (i + 1) * LEGEND_LINE;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                    LEFT,
                    y - 7,
                    line.colour(),
                    LEFT + 20,
                    y,
                    Html.escaped(line.name())));
            svg.append(curve(line, scale, format));
        }
        return svg.append(axis()).append("</svg>\n").toString();
    }

    private String curve(Line line, double scale, String format) {
        StringBuilder points = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (GrowthStep step : steps) {
            double value = line.value().applyAsDouble(step);
            double y = HEIGHT - BOTTOM - scale * value;
            String written = isLabelled(step) ? String.format(Locale.ROOT, format, value) : "";
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(step), y));
            marks.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/><text x=\"%.1f\" y=\"%.1f\""
                            + " text-anchor=\"middle\">%s</text>%n",
                    x(step),
                    y,
                    line.colour(),
                    x(step),
                    y - 7,
                    written));
        }
        return String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n%s",
                points.toString().strip(),
                line.colour(),
                marks);
    }

    private String axis() {
        StringBuilder axis = new StringBuilder(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#5b6675\"/>%n",
                LEFT,
                HEIGHT - BOTTOM,
                WIDTH - LEFT,
                HEIGHT - BOTTOM));
        for (GrowthStep step : steps.stream().filter(this::isLabelled).toList()) {
            axis.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(step),
                    HEIGHT - BOTTOM + 18,
                    thousands(step.chunks())));
        }
        return axis.toString();
    }

    private double x(GrowthStep step) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (step.chunks() / mostChunks);
    }

    /** Where a label would stand on the next one there is none; the first and the last have theirs. */
    private boolean isLabelled(GrowthStep step) {
        GrowthStep last = steps.getLast();
        double labelled = Double.NEGATIVE_INFINITY;
        for (GrowthStep candidate : steps) {
            boolean fits = x(candidate) - labelled >= LABEL_WIDTH && x(last) - x(candidate) >= LABEL_WIDTH;
            boolean has = fits || candidate.equals(steps.getFirst()) || candidate.equals(last);
            if (candidate.equals(step)) {
                return has;
            }
            labelled = has ? x(candidate) : labelled;
        }
        return false;
    }

    static String thousands(int chunks) {
        return chunks % 1000 == 0 ? chunks / 1000 + "k" : Integer.toString(chunks);
    }
}
