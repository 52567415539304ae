// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import com.google.gson.JsonParseException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.PunchRow;

/// A punch as the sink's profile showed it, kept on a line beside the files: id, direction, branch and the row, with
/// tabs between. Immutable.
///
/// @param id the record's stable id
/// @param direction in, out or not known
/// @param branch id of the terminal's branch, or null
/// @param row the punch, with the PIN and the times of the profile
record KeptPunch(String id, Direction direction, String branch, PunchRow row) {

    static KeptPunch of(Outgoing record) {
        PunchRow row = record.row();
        PunchRow shown = new PunchRow(row.seq(), row.source(), row.terminal(), row.terminalName(), record.pin(),
                row.personName(), LocalTimes.text(record.local()), record.time(), row.zone(), row.zoneFrom(),
                row.fit(), row.receivedAt(), row.state(), row.stateName(), row.verifyMode(), row.verifyModeName(),
                row.workCode(), row.raw(), row.checkIn());
        return new KeptPunch(record.id(), record.direction(), record.branch(), shown);
    }

    LocalDateTime local() {
        return LocalDateTime.parse(row.localTime(), LocalTimes.TEXT);
    }

    String line() {
        return id + "\t" + direction + "\t" + Json.text(branch == null ? "" : branch) + "\t" + Json.text(row);
    }

    /// The id of a line; empty if it has none.
    static String id(String line) {
        return line.substring(0, Math.max(0, line.indexOf('\t')));
    }

    /// @throws IllegalArgumentException if it is no such line
    static KeptPunch parse(String line) {
        String[] cells = line.split("\t", 4);
        try {
            String branch = Json.parse(cells[2], String.class);
            PunchRow row = Json.parse(cells[3], PunchRow.class);
            KeptPunch punch = new KeptPunch(
                    cells[0], Direction.valueOf(cells[1]), branch.isEmpty() ? null : branch, row);
            punch.local();
            return punch;
        } catch (JsonParseException | ArrayIndexOutOfBoundsException | NullPointerException
                | DateTimeException e) {
            throw new IllegalArgumentException("it is no record of a punch", e);
        }
    }
}
