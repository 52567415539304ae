// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.journal.JournalException;
import muster.model.Bytes;
import muster.model.Fact;
import muster.model.Operation;
import muster.model.Punch;
import muster.zk.push.AccessLine;
import muster.zk.push.AccessLog;
import muster.zk.push.AccessPunch;
import muster.zk.push.AccessRecord;
import muster.zk.push.AttLine;
import muster.zk.push.AttLog;
import muster.zk.push.AttPunch;
import muster.zk.push.Dialect;
import muster.zk.push.ErrorLine;
import muster.zk.push.OpEntry;
import muster.zk.push.OperLine;
import muster.zk.push.OperLog;
import muster.zk.push.PhotoLine;
import muster.zk.push.TableRow;
import muster.zk.push.TableRows;
import muster.zk.push.TemplateLine;
import muster.zk.push.TextDecoding;
import muster.zk.push.UnknownLine;
import muster.zk.push.Unreadable;
import muster.zk.push.UserLine;

/// Facts from the tables terminals upload. Thread-safe.
final class TerminalLines {

    private final Judge judge;
    private final PeopleLines people;

    TerminalLines(Judge judge, PeopleLines people) {
        this.judge = judge;
        this.people = people;
    }

    /// What an upload of punches holds.
    Upload attLog(Arrival where, Dialect dialect, byte[] body) {
        List<AttLine> lines = AttLog.read(body, dialect);
        Upload upload = new Upload(lines.size());
        Judge.Session session = judge.session(where);
        for (AttLine line : lines) {
            upload.add(switch (line) {
                case AttPunch punch -> session.verdict(line(punch), lines.size() == 1);
                case Unreadable bad -> session.unreadable(bad.why(), Bytes.of(bad.raw()));
            });
        }
        return upload;
    }

    /// What an access terminal's live log holds.
    Upload accessLog(Arrival where, byte[] body) {
        List<AccessLine> lines = AccessLog.read(body);
        Upload upload = new Upload(lines.size());
        for (AccessLine line : lines) {
            upload.add(switch (line) {
                case AccessPunch punch -> judge.verdict(where, line(punch.punch()), lines.size() == 1);
                case AccessRecord record -> operation(where, record);
                case Unreadable bad -> judge.unreadable(where, bad.why(), Bytes.of(bad.raw()));
            });
        }
        return upload;
    }

    /// What an upload of operations, people and templates holds.
    Upload operLog(Arrival where, TextDecoding decoding, byte[] body) throws JournalException {
        List<OperLine> lines = OperLog.read(where.table(), body, decoding);
        Upload upload = new Upload(lines.size());
        for (OperLine line : lines) {
            switch (line) {
                case OpEntry entry -> upload.add(operation(where, entry));
                case UserLine user -> upload.add(people.fact(where, user));
                case ErrorLine error -> upload.add(operation(where, error));
                case PhotoLine photo -> upload.keep(photo);
                case TemplateLine _ -> {
                    // acknowledged, never stored
                }
                case UnknownLine unknown -> upload.add(
                        judge.unreadable(where, "a line of a kind nobody knows", Bytes.of(unknown.raw())));
            }
        }
        return upload;
    }

    /// What an upload of an access terminal's table holds.
    Upload tableRows(Arrival where, TextDecoding decoding, byte[] body) throws JournalException {
        List<TableRow> rows = TableRows.read(where.table(), body, decoding);
        Upload upload = new Upload(rows.size());
        for (TableRow row : rows) {
            switch (row) {
                case AttPunch punch -> upload.add(judge.verdict(where, line(punch), false));
                case AccessPunch punch -> upload.add(judge.verdict(where, line(punch.punch()), false));
                case AccessRecord record -> upload.add(operation(where, record));
                case UserLine user -> upload.add(people.fact(where, user));
                case ErrorLine error -> upload.add(operation(where, error));
                case PhotoLine photo -> upload.keep(photo);
                case TemplateLine _ -> {
                    // acknowledged, never stored
                }
                case UnknownLine unknown -> upload.add(
                        judge.unreadable(where, "a row of a kind nobody knows", Bytes.of(unknown.raw())));
                case Unreadable bad -> upload.add(judge.unreadable(where, bad.why(), Bytes.of(bad.raw())));
            }
        }
        return upload;
    }

    /// An upload nobody can read, kept whole.
    Fact whole(Arrival where, String why, byte[] body) {
        return judge.unreadable(where, why, Bytes.of(body));
    }

    private static PunchLine line(AttPunch punch) {
        Integer offset = punch.offsetSeconds();
        return new PunchLine(
                punch.pin(),
                punch.time(),
                offset == null || Math.abs(offset) > ZoneOffset.MAX.getTotalSeconds()
                        ? null
                        : ZoneOffset.ofTotalSeconds(offset),
                punch.state() == AttPunch.NOT_GIVEN ? Punch.NOT_GIVEN : punch.state(),
                punch.verifyMode() == AttPunch.NOT_GIVEN ? Punch.NOT_GIVEN : punch.verifyMode(),
                punch.workCode(),
                Bytes.of(punch.raw()));
    }

    private static Operation operation(Arrival where, OpEntry entry) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < entry.values().size(); i++) {
            values.put("value" + (i + 1), entry.values().get(i));
        }
        return new Operation(where.terminal(), "OPERLOG", entry.code(), entry.operator(), entry.time(), values,
                where.receivedAt(), Bytes.of(entry.raw()));
    }

    /// `rtlog` and `transaction` tell the same things, so both are filed under one name.
    private static Operation operation(Arrival where, AccessRecord record) {
        return new Operation(where.terminal(), "rtlog", record.code(), record.pin(), record.time(), record.values(),
                where.receivedAt(), Bytes.of(record.raw()));
    }

    private static Operation operation(Arrival where, ErrorLine error) {
        Instant now = where.receivedAt();
        return new Operation(where.terminal(), "ERRORLOG", 0, "", now.toString(),
                Map.of("code", error.code(), "message", error.message(), "origin", error.origin(),
                        "command", error.commandId()),
                now, Bytes.EMPTY);
    }
}
