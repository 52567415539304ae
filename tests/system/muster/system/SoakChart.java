// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.util.List;
import java.util.Locale;

/// Measured courses as small drawings one below the other and side by side, in one SVG file: a title, the least and
/// the largest value, the hours of the day below. Times of trouble are shaded.
final class SoakChart {

    private static final int COLUMNS = 2;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 150;
    private static final int LEFT = 62;
    private static final int TOP = 30;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 20;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 24;
    private static final int HEAD = 64;

    private final StringBuilder svg = new StringBuilder();
    private final double day;

    /// @param day how long it all took, in seconds
    SoakChart(double day) {
        this.day = day;
    }

    /// A time that is shaded.
    ///
    /// @param from hour of the day
    record Shade(double from, double to, String color, String name) {}

    /// One course.
    ///
    /// @param at seconds since the begin
    record Course(String title, double[] at, double[] values) {}

    /// The whole file.
    String draw(String title, List<Course> courses, List<Shade> shades) {
        int rows = (courses.size() + COLUMNS - 1) / COLUMNS;
        int height = HEAD + rows * HEIGHT + 10;
        svg.append(format("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
                + " font-family='sans-serif'>%n", COLUMNS * WIDTH, height, COLUMNS * WIDTH, height));
        svg.append(format("<rect width='100%%' height='100%%' fill='#fff'/>%n"));
        text(20, 26, 17, "#111", "start", title);
        double x = 20;
        for (Shade shade : shades.stream().filter(each -> !each.name().isEmpty()).toList()) {
            svg.append(format("<rect x='%.0f' y='38' width='14' height='14' fill='%s'/>%n", x, shade.color()));
            text(x + 20, 50, 12, "#333", "start", shade.name());
            x += 50 + 7 * shade.name().length();
        }
        for (int i = 0; i < courses.size(); i++) {
            course(courses.get(i), shades, i % COLUMNS * WIDTH, HEAD + i / COLUMNS * HEIGHT);
        }
        return svg.append("</svg>\n").toString();
    }

    private void course(Course course, List<Shade> shades, int x, int y) {
        double least = Math.min(0, min(course.values()));
        double most = Math.max(nice(max(course.values())), least + 1e-9);
        svg.append(format("<g transform='translate(%d,%d)'>%n", x, y));
        text(LEFT, 20, 13, "#111", "start", course.title());
        for (Shade shade : shades) {
            svg.append(format("<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'/>%n", across(shade.from()), TOP,
                    across(shade.to()) - across(shade.from()), PLOT_HEIGHT, shade.color()));
        }
        for (int part = 0; part <= 2; part++) {
            double value = least + (most - least) * part / 2;
            double place = TOP + PLOT_HEIGHT * (1 - part / 2.0);
            svg.append(format("<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' stroke='#ddd'/>%n", LEFT, place,
                    LEFT + PLOT_WIDTH, place));
            text(LEFT - 6, place + 4, 11, "#555", "end", number(value));
        }
        for (int hour = 0; hour <= 24; hour += 4) {
            text(across(hour), TOP + PLOT_HEIGHT + 15, 11, "#555", "middle", "%d:00".formatted(hour));
        }
        line(course, least, most);
        svg.append("</g>\n");
    }

    private void line(Course course, double least, double most) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < course.at().length; i++) {
            double place = TOP + PLOT_HEIGHT * (1 - (course.values()[i] - least) / (most - least));
            points.append(format("%.1f,%.1f ", across(course.at()[i] / day * 24), place));
        }
        svg.append(format("<polyline fill='none' stroke='#1558b0' stroke-width='1.4' points='%s'/>%n",
                points.toString().strip()));
    }

    private static double across(double hour) {
        return LEFT + PLOT_WIDTH * Math.min(hour, 24) / 24;
    }

    private void text(double x, double y, int size, String color, String anchor, String text) {
        svg.append(format("<text x='%.1f' y='%.1f' font-size='%d' fill='%s' text-anchor='%s'>%s</text>%n", x, y, size,
                color, anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    /// The next of 1, 2, 5, 10 … times a power of ten.
    private static double nice(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8, 10}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }

    static String number(double value) {
        return value >= 100 || value == Math.rint(value) ? format("%,.0f", value) : format("%.2f", value);
    }

    private static double min(double[] values) {
        return java.util.Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return java.util.Arrays.stream(values).max().orElse(0);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
