// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.ZoneFrom;

/// How a local time was taken for an instant; the same for almost all punches of a terminal, so the table
/// has few. Immutable.
record Reading(ZoneOffset offset, String zone, ZoneFrom zoneFrom, LocalTimeFit fit) {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "id, utc_offset, zone, zone_from, fit";

    static Reading of(Punch punch) {
        return new Reading(punch.offset(), punch.zone(), punch.zoneFrom(), punch.fit());
    }

    /// Whether a punch was read in this way. Asking a map for it costs a twelfth of an append.
    boolean isOf(Punch punch) {
        return fit == punch.fit() && zoneFrom == punch.zoneFrom() && offset.equals(punch.offset())
                && zone.equals(punch.zone());
    }

    /// The reading of a row with [#COLUMNS].
    static Reading read(ResultSet row) throws SQLException {
        return new Reading(
                ZoneOffset.ofTotalSeconds(row.getInt(2)),
                row.getString(3),
                Words.of(ZoneFrom.class, row.getString(4)),
                Words.of(LocalTimeFit.class, row.getString(5)));
    }
}
