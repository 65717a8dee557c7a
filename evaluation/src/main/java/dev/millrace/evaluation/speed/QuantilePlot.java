package dev.millrace.evaluation.speed;

import dev.millrace.evaluation.report.Html;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Quantiles of the time until a drop is found, over the load: a line and dots for each, named at its end. */
final class QuantilePlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 56;
    private static final int RIGHT = 70;
    private static final int TOP = 16;
    private static final int BOTTOM = 44;
    /** Names closer to each other than this could not be read. */
    private static final int NAME_HEIGHT = 15;

    private static final int LINES = 5;

    private final List<FreshnessAtLoad> loads;
    private final double mostLoad;
    private final double step;
    private final StringBuilder svg = new StringBuilder();
    private double lastName = Double.NEGATIVE_INFINITY;

    private QuantilePlot(List<FreshnessAtLoad> loads) {
        this.loads = loads;
        this.mostLoad = Math.max(
                0.01, loads.stream().mapToDouble(FreshnessAtLoad::load).max().orElse(1));
        this.step = roundStep(
                loads.stream().mapToDouble(at -> at.seconds().max()).max().orElse(1) / LINES);
    }

    static String of(List<FreshnessAtLoad> loads) {
        return new QuantilePlot(loads).draw();
    }

    /** The least of 1, 2 and 5 times a power of ten that is not below this. */
    static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-3))));
        double[] steps = {power, 2 * power, 5 * power};
        for (double step : steps) {
            if (step >= least) {
                return step;
            }
        }
        return 10 * power;
    }

    private String draw() {
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escaped("Seconds from a drop until a search finds it: middle, 99 of 100, and longest, by load")));
        axes();
        line("max", "#b42318", at -> at.seconds().max());
        line("p99", "#b7791f", at -> at.seconds().p99());
        line("p50", "#2563a8", at -> at.seconds().p50());
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (int i = 0; i <= LINES; i++) {
            double y = y(i * step);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dfe4ea\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s s</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y,
                    LEFT - 8,
                    y + 4,
                    plain(i * step)));
        }
        for (FreshnessAtLoad at : loads) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(at),
                    HEIGHT - BOTTOM + 20,
                    at.name()));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">load, as a share of the capacity</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 6));
    }

    private void line(String name, String colour, ToDoubleFunction<FreshnessAtLoad> value) {
        StringBuilder points = new StringBuilder();
        for (FreshnessAtLoad at : loads) {
            double y = y(value.applyAsDouble(at));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(at), y));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x(at), y, colour));
        }
        lastName = Math.max(y(value.applyAsDouble(loads.getLast())), lastName + NAME_HEIGHT);
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" style=\"fill:%s\">%s</text>%n",
                points.toString().strip(),
                colour,
                WIDTH - RIGHT + 10,
                lastName + 4,
                colour,
                name));
    }

    private double x(FreshnessAtLoad at) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 20) * at.load() / mostLoad;
    }

    private double y(double seconds) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * seconds / (LINES * step);
    }

    private static String plain(double value) {
        String written = String.format(Locale.ROOT, "%.3f", value);
        return written.replaceAll("\\.?0+$", "");
    }
}
