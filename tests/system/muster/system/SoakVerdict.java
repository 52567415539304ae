// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the figures of a soak say: a table of all, growth by a straight line through the second half, and counts that
/// must be zero. For one thread.
final class SoakVerdict {

    private static final String ROW = "| %s | %s | %s | %s | %s | %s | %s | %s |%n";

    private final StringBuilder table = new StringBuilder(String.format(ROW, "what", "first", "median", "largest",
            "last", "grew in the second half", "allowed", "verdict")
            + String.format(ROW, "---", "--:", "--:", "--:", "--:", "--:", "--:", "---"));
    private final StringBuilder counts = new StringBuilder();
    private final List<String> wrong = new ArrayList<>();

    /// A course that may grow by so much, in its own unit, over the second half.
    void grows(SoakChart.Course course, double allowed) {
        double grew = growth(course);
        boolean good = grew <= allowed;
        row(course, number(grew), number(allowed), good ? "good" : "TOO MUCH");
        if (!good) {
            wrong.add(course.title() + " grew by " + number(grew));
        }
    }

    /// A course that may never be larger.
    void stays(SoakChart.Course course, double largest) {
        double most = Arrays.stream(course.values()).max().orElse(0);
        row(course, number(growth(course)), "never over " + number(largest), most <= largest ? "good" : "TOO MUCH");
        if (most > largest) {
            wrong.add(course.title() + " reached " + number(most));
        }
    }

    /// A course that has no bound of its own.
    void shows(SoakChart.Course course) {
        row(course, number(growth(course)), "", "");
    }

    private void row(SoakChart.Course course, String grew, String allowed, String verdict) {
        double[] sorted = course.values().clone();
        Arrays.sort(sorted);
        table.append(String.format(Locale.ROOT, ROW, course.title(), number(course.values()[0]),
                number(sorted[sorted.length / 2]), number(sorted[sorted.length - 1]),
                number(course.values()[course.values().length - 1]), grew, allowed, verdict));
    }

    /// A number for the report.
    void tells(String what, long count) {
        counts.append(String.format(Locale.ROOT, "- %s: %,d%n", what, count));
    }

    /// A number that must be zero.
    void none(String what, long count) {
        tells(what, count);
        if (count != 0) {
            wrong.add(what + ": " + count);
        }
    }

    /// Two numbers that must be the same.
    void same(String what, long expected, long found) {
        counts.append(String.format(Locale.ROOT, "- %s: %,d of %,d%n", what, found, expected));
        if (expected != found) {
            wrong.add(what + ": " + found + " of " + expected);
        }
    }

    /// Everything that is wrong.
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /// The report in Markdown.
    String report(String head) {
        String verdict = wrong.isEmpty() ? "clean" : "not clean: " + String.join("; ", wrong);
        return "# Soak\n\n" + head + "\n\n" + table + "\n" + counts + "\n**Verdict: " + verdict + ".**\n";
    }

    /// By how much the line of least squares through the second half rises from its begin to its end.
    static double growth(SoakChart.Course course) {
        int from = course.at().length / 2;
        int count = course.at().length - from;
        double meanTime = 0;
        double meanValue = 0;
        for (int i = from; i < from + count; i++) {
            meanTime += course.at()[i] / count;
            meanValue += course.values()[i] / count;
        }
        double both = 0;
        double square = 0;
        for (int i = from; i < from + count; i++) {
            both += (course.at()[i] - meanTime) * (course.values()[i] - meanValue);
            square += (course.at()[i] - meanTime) * (course.at()[i] - meanTime);
        }
        return square == 0 ? 0 : both / square * (course.at()[from + count - 1] - course.at()[from]);
    }

    private static String number(double value) {
        return value < 0 ? "-" + SoakChart.number(-value) : SoakChart.number(value);
    }
}
