// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import muster.model.LocalTimes;

/// The texts of cells, where a format has no type for them.
final class Cells {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Cells() {}

    /// Dates as `YYYY-MM-DD`, times as `hh:mm:ss`; empty for null.
    static String text(Object cell) {
        return switch (cell) {
            case null -> "";
            case LocalDateTime time -> LocalTimes.text(time);
            case LocalTime time -> TIME.format(time);
            case BigDecimal number -> number.toPlainString();
            default -> cell.toString();
        };
    }
}
