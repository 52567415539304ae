// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.model.FetchReport;
import muster.model.FetchRow;

/// How far the reading of terminals is, in a bar: each terminal is as long as the others. For one thread.
final class FetchProgress {

    private static final long EACH = 1_000;

    private final Progress progress;
    private List<FetchRow> rows = List.of();

    FetchProgress(Surroundings surroundings) {
        this.progress = new Progress(surroundings, this::done, () -> rows.size() * EACH)
                .rated(this::bytes, Display::size);
    }

    void show(FetchReport report) {
        rows = report.rows();
        long ended = rows.stream().filter(row -> row.state() == FetchRow.State.ENDED).count();
        progress.show(Display.number(ended) + " of " + Display.count(rows.size(), "terminal") + ", "
                + Display.size(bytes()) + " read");
    }

    void clear() {
        progress.clear();
    }

    private long done() {
        return rows.stream().mapToLong(FetchProgress::done).sum();
    }

    private long bytes() {
        return rows.stream().mapToLong(FetchRow::bytesRead).sum();
    }

    private static long done(FetchRow row) {
        if (row.state() == FetchRow.State.ENDED) {
            return EACH;
        }
        return row.bytesTotal() <= 0 ? 0 : Math.min(EACH, row.bytesRead() * EACH / row.bytesTotal());
    }
}
