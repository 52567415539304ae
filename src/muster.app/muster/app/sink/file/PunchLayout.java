// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import muster.app.sink.Outgoing.Direction;
import muster.model.PunchRow;

/// Layouts with a row for each punch, in the order they came.
final class PunchLayout implements Layout {

    private final List<String> columns;
    private final Function<KeptPunch, List<Object>> cells;

    private PunchLayout(List<String> columns, Function<KeptPunch, List<Object>> cells) {
        this.columns = columns;
        this.cells = cells;
    }

    /// All that is known of a punch, as the API shows it.
    ///
    /// @param whole as one value, not in columns
    static PunchLayout full(boolean whole) {
        return whole
                ? new PunchLayout(List.of(), punch -> List.of(punch.row()))
                : new PunchLayout(FullCells.COLUMNS, FullCells::of);
    }

    /// The record of the mobile checker's file (product.md STO-02).
    static PunchLayout sto02() {
        return new PunchLayout(List.of("bleUuid", "checkInTime", "scannerId"), punch -> row(
                punch.row().pin(), punch.row().time().toInstant().toEpochMilli(), punch.row().terminal()));
    }

    /// The generic one of product.md section 5.9.
    static PunchLayout punches() {
        return new PunchLayout(List.of("employee", "date", "time", "direction", "terminal", "branch"), punch -> row(
                punch.row().pin(), punch.local().toLocalDate(), punch.local().toLocalTime(),
                direction(punch.direction()), punch.row().terminal(), punch.branch()));
    }

    /// As ZKTime exports it (product.md section 5.9).
    static PunchLayout zktime() {
        return new PunchLayout(List.of("Department", "Name", "No.", "Date/Time", "Status", "Location ID"), punch -> row(
                punch.branch(), punch.row().personName(), punch.row().pin(), punch.local(), status(punch),
                punch.row().terminal()));
    }

    private static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    private static String direction(Direction direction) {
        return direction == Direction.IN ? "in" : direction == Direction.OUT ? "out" : "";
    }

    /// The profile says whether it is in or out; breaks and overtime are told where the state agrees with that.
    private static String status(KeptPunch punch) {
        PunchRow row = punch.row();
        int state = row.state() == null ? -1 : row.state();
        return switch (punch.direction()) {
            case IN -> state == 3 ? "Out Back" : state == 4 ? "OverTime In" : "C/In";
            case OUT -> state == 2 ? "Out" : state == 5 ? "OverTime Out" : "C/Out";
            case NONE -> "";
        };
    }

    @Override
    public void write(Parts parts, TableOut out) throws IOException {
        out.begin(columns);
        parts.each(punches -> punches.each(punch -> out.row(cells.apply(punch))));
    }
}
