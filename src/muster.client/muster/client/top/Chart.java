// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.List;

/// The punches of each of the last minutes as bars, with their numbers below.
final class Chart {

    private static final String EIGHTHS = "▁▂▃▄▅▆▇█";

    private Chart() {}

    static void draw(List<Long> values, Canvas canvas) {
        long peak = values.stream().mapToLong(Long::longValue).max().orElse(0);
        canvas.rule(0, values.isEmpty() ? "Last 10 minutes" : "Last " + values.size() + " minutes, up to "
                + Words.number(peak) + " a minute");
        int height = canvas.rows() - 2;
        if (values.isEmpty() || height < 1) {
            return;
        }
        int width = Math.max(2, Math.min(6, canvas.columns() / values.size()));
        for (int i = 0; i < values.size(); i++) {
            bar(canvas, i * width, width, height, values.get(i), peak);
            canvas.putRight(i * width, height + 1, width - 1, brief(values.get(i)), Style.PLAIN);
        }
    }

    /// Every punch is seen: whatever is more than nothing has at least the lowest block.
    private static void bar(Canvas canvas, int column, int width, int height, long value, long peak) {
        long eighths = value == 0 ? 0 : Math.max(1, Math.round(8.0 * height * value / peak));
        for (int row = 0; row < height; row++) {
            long here = Math.clamp(eighths - 8L * row, 0, 8);
            if (here > 0) {
                String block = EIGHTHS.substring((int) here - 1, (int) here);
                canvas.put(column, height - row, block.repeat(width - 1), Style.GOOD);
            }
        }
    }

    private static String brief(long value) {
        return value < 1000 ? Long.toString(value) : value < 100_000 ? value / 1000 + "k" : "many";
    }
}
