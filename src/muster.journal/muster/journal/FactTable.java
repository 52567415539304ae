// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.AlertChange;
import muster.model.BranchChange;
import muster.model.CommandChange;
import muster.model.ComponentChange;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.GatheringChange;
import muster.model.Json;
import muster.model.PersonChange;
import muster.model.Presence;
import muster.model.Registration;
import muster.model.SilenceChange;
import muster.model.SinkChange;
import muster.model.TerminalChange;

/// The facts that are neither punch nor quarantine, and what follows from those that change something: the
/// terminals, people, commands, events, sinks, alerts, silences, components and who is inside as they are now. Used by
/// one thread.
final class FactTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "seq, kind, body";

    private final TerminalTable terminals;
    private final BranchTable branches;
    private final PersonTable people;
    private final CommandTable commands;
    private final GatheringTable gatherings;
    private final RegistrationTable registrations;
    private final PresenceTable presences;
    private final CursorTable cursors;
    private final DeadLetterTable letters;
    private final AlertTable alerts;
    private final SilenceTable silences;
    private final ComponentTable components;
    private final Counts counts;
    private final PreparedStatement insert;
    private final PreparedStatement find;

    FactTable(Connection connection, TerminalTable terminals, Counts counts) throws SQLException {
        this.terminals = terminals;
        this.branches = new BranchTable(connection);
        this.people = new PersonTable(connection);
        this.commands = new CommandTable(connection);
        this.gatherings = new GatheringTable(connection);
        this.registrations = new RegistrationTable(connection);
        this.presences = new PresenceTable(connection);
        this.cursors = new CursorTable(connection);
        this.letters = new DeadLetterTable(connection);
        this.alerts = new AlertTable(connection);
        this.silences = new SilenceTable(connection);
        this.components = new ComponentTable(connection);
        this.counts = counts;
        insert = connection.prepareStatement("""
                INSERT INTO fact (seq, kind, received_at, terminal, key, body) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING""");
        find = connection.prepareStatement("SELECT seq FROM fact WHERE key = ?");
    }

    /// Stores a fact, unless it is known or changes nothing.
    ///
    /// @param seq its number if it is new
    Outcome store(Draft.OfFact draft, long seq) throws SQLException {
        boolean changes =
                switch (draft.fact()) {
                    case TerminalChange change -> terminals.store(change.after());
                    case BranchChange change -> branches.store(change.after());
                    case PersonChange change -> people.store(change.after(), change.removed());
                    case CommandChange change -> commands.store(change.after());
                    case GatheringChange change -> gatherings.store(change.after());
                    case Registration registration -> registrations.store(registration);
                    case Presence presence -> presences.store(presence, draft.body(), seq);
                    case SinkChange change -> cursors.store(change);
                    case DeadLetterChange change -> letters.change(change.after());
                    case AlertChange change -> alerts.store(change.after());
                    case SilenceChange change -> silences.store(change.after());
                    case ComponentChange change -> components.store(change);
                    default -> true;
                };
        if (!changes) {
            return new Outcome(0, Kind.UNCHANGED);
        }
        return insert(draft, seq) ? new Outcome(seq, Kind.STORED) : known(draft);
    }

    /// Moves a sink's cursor on, with what came of its records.
    ///
    /// @return false, and nothing is kept, if it would go back
    boolean advance(Progress progress, Instant now) throws SQLException {
        if (!cursors.advance(progress, now)) {
            return false;
        }
        for (DeadLetter letter : progress.letters()) {
            letters.store(letter);
        }
        return true;
    }

    /// Puts a sink's cursor somewhere.
    ///
    /// @return false if there is no such cursor
    boolean move(String sink, long position) throws SQLException {
        return cursors.move(sink, position);
    }

    private boolean insert(Draft.OfFact draft, long seq) throws SQLException {
        Fact fact = draft.fact();
        insert.setLong(1, seq);
        insert.setString(2, fact.kind());
        insert.setLong(3, fact.receivedAt().toEpochMilli());
        insert.setString(4, fact.terminal());
        insert.setString(5, draft.key());
        insert.setString(6, draft.body());
        return insert.executeUpdate() == 1;
    }

    private Outcome known(Draft.OfFact draft) throws SQLException {
        counts.of(draft.fact().terminal()).addDuplicate();
        find.setString(1, draft.key());
        try (ResultSet row = find.executeQuery()) {
            return new Outcome(row.next() ? row.getLong(1) : 0, Kind.DUPLICATE);
        }
    }

    /// The entry of a row with [#COLUMNS].
    static Entry read(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), Json.parse(row.getString(3), Fact.typeOf(row.getString(2))));
    }
}
