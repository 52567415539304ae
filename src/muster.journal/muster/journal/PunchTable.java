// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Entry;
import muster.model.Json;
import muster.model.Punch;
import muster.model.Source;

/// The punches: how one gets in, and how a row is read. Used by one thread.
final class PunchTable {

    /// The columns [#read] expects, in its order, of the table punch p.
    static final String COLUMNS = "p.seq, p.source, p.terminal, p.pin, p.instant, p.reading, p.received_at, p.state, "
            + "p.verify_mode, p.work_code, p.raw, CASE WHEN p.source >= " + Sources.DOOR
            + " THEN (SELECT c.body FROM check_in c WHERE c.seq = p.seq) END";

    /// How many punches one statement stores at once: each has a price of its own, a fifth of the writer's time.
    static final int TOGETHER = 8;

    /// After some that were not all new, so many are stored one by one: trying in vain costs more than it saves.
    private static final int WARY = 10 * TOGETHER;

    private static final int VALUES = 12;
    // The conflict is named: a clash of numbers must fail, never pass for a duplicate.
    private static final String INSERT = """
            INSERT INTO punch (local_time, terminal, pin, state, verify_mode, seq, source, instant, reading,
                               received_at, work_code, raw)
            VALUES %s
            ON CONFLICT (local_time, terminal, pin, state, verify_mode) DO NOTHING""";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String SECOND = " WHERE local_time = ? AND terminal = ? AND pin = ? ";

    private final TerminalTable terminals;
    private final ReadingTable readings;
    private final Counts counts;
    private final VariantTable variants;
    private final CheckInTable checkIns;
    private final PreparedStatement insert;
    private final PreparedStatement insertAll;
    private final PreparedStatement takeBack;
    private final PreparedStatement find;
    private final PreparedStatement second;
    private boolean again;
    private int wary;

    PunchTable(Connection connection, TerminalTable terminals, Counts counts) throws SQLException {
        this.terminals = terminals;
        this.readings = new ReadingTable(connection);
        this.counts = counts;
        this.variants = new VariantTable(connection, readings);
        this.checkIns = new CheckInTable(connection);
        insert = connection.prepareStatement(INSERT.formatted(ROW));
        insertAll = connection.prepareStatement(
                INSERT.formatted(String.join(", ", Collections.nCopies(TOGETHER, ROW))));
        takeBack = connection.prepareStatement("DELETE FROM punch WHERE seq BETWEEN ? AND ?");
        find = connection.prepareStatement(
                "SELECT seq FROM punch" + SECOND + "AND state = ? AND verify_mode = ?");
        second = connection.prepareStatement(
                "SELECT seq, source, state, verify_mode, " + CheckInTable.HAS + " FROM punch" + SECOND
                        + "ORDER BY seq");
    }

    /// Stores [#TOGETHER] punches with one statement, if all are new. In the same order and with the same outcome as
    /// one by one.
    ///
    /// @param drafts so many
    /// @param seq    the first one's number
    /// @return false, and none is stored, if that cannot be said of them: they are to be stored one by one
    boolean storeAll(List<Draft> drafts, long seq) throws SQLException {
        if (again || wary > 0 || !arePlain(drafts)) {
            return false;
        }
        for (int i = 0; i < TOGETHER; i++) {
            Draft.OfPunch draft = (Draft.OfPunch) drafts.get(i);
            bind(insertAll, i * VALUES, draft, terminals.id(draft.fact().terminal()), 0, seq + i);
        }
        int stored = insertAll.executeUpdate();
        if (stored < TOGETHER) {
            takeBack.setLong(1, seq);
            takeBack.setLong(2, seq + TOGETHER - 1);
            takeBack.executeUpdate();
            wary = WARY;
            return false;
        }
        for (int i = 0; i < TOGETHER; i++) {
            Punch punch = ((Draft.OfPunch) drafts.get(i)).fact();
            counts.of(punch.terminal()).addPunch(punch.source(), punch.localTime(), seq + i);
        }
        return true;
    }

    /// Whether they are punches of terminals, all from one source and no other one has told of these terminals.
    private boolean arePlain(List<Draft> drafts) {
        Source source = drafts.getFirst().fact() instanceof Punch first ? first.source() : null;
        for (Draft draft : drafts) {
            if (!(draft.fact() instanceof Punch punch) || punch.source() != source || punch.checkIn() != null
                    || counts.of(punch.terminal()).hasOtherThan(source)) {
                return false;
            }
        }
        return true;
    }

    /// Stores a punch, unless it is known.
    ///
    /// @param seq its number if it is new
    Outcome store(Draft.OfPunch draft, long seq) throws SQLException {
        Punch punch = draft.fact();
        wary = Math.max(0, wary - 1);
        int terminal = terminals.id(punch.terminal());
        Count count = counts.of(punch.terminal());
        if (punch.checkIn() != null) {
            return storeCheckIn(draft, terminal, count, seq);
        }
        if (count.hasOtherThan(punch.source())) {
            Outcome told = sameSecond(draft, terminal);
            if (told != null) {
                return counted(count, told);
            }
        }
        // After one that was known the next is likely to be too, and looking is cheaper than trying.
        long known = again ? find(draft, terminal, 0) : 0;
        again = known != 0 || !insert(draft, terminal, 0, seq);
        if (again) {
            return counted(count, new Outcome(known != 0 ? known : refused(draft, terminal), Kind.DUPLICATE));
        }
        count.addPunch(punch.source(), punch.localTime(), seq);
        return new Outcome(seq, Kind.STORED);
    }

    /// A check-in is never a version of a terminal's punch, and one for another event is another one.
    private Outcome storeCheckIn(Draft.OfPunch draft, int terminal, Count count, long seq) throws SQLException {
        Punch punch = draft.fact();
        long known = checkIns.ofKey(draft.key());
        for (long turn = 0; known == 0; turn++) {
            long taken = find(draft, terminal, turn);
            if (taken == 0 && insert(draft, terminal, turn, seq)) {
                checkIns.insert(draft, seq);
                count.addPunch(punch.source(), punch.localTime(), seq);
                return new Outcome(seq, Kind.STORED);
            }
            known = checkIns.isFor(taken, punch.checkIn().event()) ? taken : 0;
        }
        return counted(count, new Outcome(known, Kind.DUPLICATE));
    }

    private static Outcome counted(Count count, Outcome known) {
        if (known.kind() == Kind.DUPLICATE) {
            count.addDuplicate();
        } else {
            count.addVariants(1);
        }
        return known;
    }

    private boolean insert(Draft.OfPunch draft, int terminal, long turn, long seq) throws SQLException {
        bind(insert, 0, draft, terminal, turn, seq);
        return insert.executeUpdate() == 1;
    }

    /// @param at how many values are bound before these
    private void bind(PreparedStatement into, int at, Draft.OfPunch draft, int terminal, long turn, long seq)
            throws SQLException {
        Punch punch = draft.fact();
        bindKey(into, at, draft, terminal, turn);
        into.setLong(at + 6, seq);
        into.setInt(at + 7, Sources.code(punch.source()));
        into.setLong(at + 8, punch.instant().getEpochSecond());
        into.setInt(at + 9, readings.id(punch));
        into.setLong(at + 10, punch.receivedAt().toEpochMilli());
        into.setString(at + 11, punch.workCode().isEmpty() ? null : punch.workCode());
        into.setBytes(at + 12, draft.raw());
    }

    private long find(Draft.OfPunch draft, int terminal, long turn) throws SQLException {
        bindKey(find, 0, draft, terminal, turn);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private long refused(Draft.OfPunch draft, int terminal) throws SQLException {
        long known = find(draft, terminal, 0);
        if (known == 0) {
            throw new SQLException("a punch was refused as known and cannot be found");
        }
        return known;
    }

    /// @param turn how many punches with the same key there are already, each for another event
    private static void bindKey(PreparedStatement into, int at, Draft.OfPunch draft, int terminal, long turn)
            throws SQLException {
        into.setString(at + 1, draft.localTime());
        into.setInt(at + 2, terminal);
        into.setString(at + 3, draft.fact().pin());
        into.setInt(at + 4, draft.fact().state());
        into.setLong(at + 5, draft.fact().verifyMode() + (turn << 32));
    }

    private static int verifyMode(ResultSet row, int column) throws SQLException {
        return (int) row.getLong(column);
    }

    /// What a punch is whose second another source may have told already; null when it is new.
    private Outcome sameSecond(Draft.OfPunch draft, int terminal) throws SQLException {
        Punch punch = draft.fact();
        long closest = 0;
        int likeness = -1;
        second.setString(1, draft.localTime());
        second.setInt(2, terminal);
        second.setString(3, punch.pin());
        try (ResultSet row = second.executeQuery()) {
            while (row.next()) {
                boolean sameState = row.getInt(3) == punch.state();
                boolean sameVerifyMode = verifyMode(row, 4) == punch.verifyMode();
                if (sameState && sameVerifyMode) {
                    return new Outcome(row.getLong(1), Kind.DUPLICATE);
                }
                int alike = sameState ? 2 : sameVerifyMode ? 1 : 0;
                boolean otherSource = row.getInt(2) != Sources.code(punch.source());
                if (alike > likeness && otherSource && !row.getBoolean(5)) {
                    closest = row.getLong(1);
                    likeness = alike;
                }
            }
        }
        return closest == 0 ? null : variants.store(draft, terminal, closest);
    }

    /// The entry of a row with [#COLUMNS].
    static Entry read(ResultSet row, Names names) throws SQLException {
        Reading reading = names.reading(row.getInt(6));
        int source = row.getInt(2);
        String workCode = row.getString(10);
        String checkIn = source < Sources.DOOR ? null : row.getString(12);
        Punch punch = new Punch(
                Sources.of(source),
                names.serial(row.getInt(3)),
                row.getString(4),
                LocalDateTime.ofEpochSecond(row.getLong(5), 0, reading.offset()),
                reading.offset(),
                reading.zone(),
                reading.zoneFrom(),
                reading.fit(),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getInt(8),
                verifyMode(row, 9),
                workCode == null ? "" : workCode,
                Bytes.of(row.getBytes(11)),
                checkIn == null ? null : Json.parse(checkIn, CheckIn.class));
        return new Entry(row.getLong(1), punch);
    }
}
