// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.model.Json;
import muster.model.PunchRow;

/// Punches in columns. For one thread.
final class PunchTable {

    private final Table table =
            new Table("TIME", "TERMINAL", "PIN", "NAME", "STATE", "VERIFY MODE", "SOURCE");
    private final Surroundings surroundings;
    private final TableOptions listing;
    private boolean following;

    PunchTable(Surroundings surroundings, TableOptions listing) {
        this.surroundings = surroundings;
        this.listing = listing;
        table.spare("SOURCE", "VERIFY MODE");
    }

    /// The same, wide enough that most rows to come are in line.
    PunchTable following() {
        following = true;
        table.atLeast(19, 16, 6, 20, 9, 11, 6);
        return this;
    }

    void print(List<PunchRow> punches) {
        punches.forEach(punch -> table.row(
                punch.localTime(),
                punch.terminalName(),
                punch.pin(),
                punch.personName(),
                named(punch.state(), punch.stateName()),
                named(punch.verifyMode(), punch.verifyModeName()),
                punch.source() == null ? null : Json.word(punch.source())));
        if (following) {
            // cut to each batch, the columns would jump
            table.print(surroundings.out(), Integer.MAX_VALUE, !listing.rowsOnly());
        } else {
            listing.print(table, surroundings);
        }
    }

    /// The name where there is a certain one, else the number.
    static String named(Integer number, String name) {
        return name == null && number != null ? number.toString() : name;
    }
}
