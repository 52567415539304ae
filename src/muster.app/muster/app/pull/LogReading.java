// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import muster.journal.JournalException;
import muster.model.Fetched;
import muster.model.Notice;
import muster.model.Terminal;
import muster.zk.pull.AttendanceTable;
import muster.zk.pull.FreeSizes;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;
import muster.zk.pull.UserTable;

/// Reads a terminal's log and people into the journal, and compares what came with what the terminal says
/// it holds. The log for the owner's thread; [#users()] for every thread.
final class LogReading {

    private final Terminal terminal;
    private final PullSession session;
    private final Trade trade;
    private volatile UserTable users;

    LogReading(Terminal terminal, PullSession session, Trade trade) {
        this.terminal = terminal;
        this.session = session;
        this.trade = trade;
    }

    /// The people as they were last read, or null before.
    UserTable users() {
        return users;
    }

    /// Reads the people.
    void people() throws ProtocolException, JournalException, InterruptedException {
        UserTable table = session.users();
        users = table;
        trade.people().write(terminal.serial(), table);
    }

    /// Reads the log, journals it, and ends the job with what came of it.
    Fetched read(FetchJob job) throws ProtocolException, JournalException, InterruptedException {
        Instant begin = trade.clock().instant();
        job.begin();
        AttendanceTable table = session.attendance(job::progress);
        LogWriter.Written written = trade.log().write(terminal.serial(), table, users, job.since());
        trade.contacts().uploaded(terminal.serial(), null);
        Fetched fetched = judged(table, written, job, begin);
        note(fetched);
        job.end(fetched);
        return fetched;
    }

    /// Notes how full the memory is.
    void filled(FreeSizes sizes) {
        OptionalLong records = sizes.records();
        trade.contacts().counted(
                terminal.serial(), asInteger(sizes.users()), asInteger(records));
        if (records.isPresent() && sizes.recordCapacity().orElse(0) > 0) {
            trade.fetches().filled(terminal.serial(),
                    (int) sizes.recordCapacity().getAsLong(), (int) records.getAsLong());
        }
    }

    private static Integer asInteger(OptionalLong number) {
        return number.isPresent() ? Math.toIntExact(Math.min(number.getAsLong(), Integer.MAX_VALUE)) : null;
    }

    /// A count from before or after the read may be right: a punch can come between. Only when both say more
    /// than was read is something missing.
    private Fetched judged(AttendanceTable table, LogWriter.Written written, FetchJob job, Instant begin) {
        long read = table.size();
        OptionalLong before = table.countBefore();
        OptionalLong after = table.countAfter();
        boolean counted = before.isPresent() || after.isPresent();
        long counter = Math.min(before.orElse(after.orElse(read)), after.orElse(before.orElse(read)));
        long missing = Math.max(0, counter - read);
        Instant end = trade.clock().instant();
        return new Fetched(
                terminal.serial(),
                missing == 0 && job.since() == null || missing == 0 && written.records() == read,
                written.records(),
                written.stored(),
                written.duplicates(),
                written.variants(),
                written.quarantined(),
                counted ? counter : null,
                missing,
                Duration.between(begin, end).toMillis(),
                sentence(read, missing, counter, job),
                job.by(),
                end);
    }

    private static String sentence(long read, long missing, long counter, FetchJob job) {
        if (read == 0 && counter > 0) {
            return "the terminal says it holds " + counter + " records and gives none: it may be in access-control"
                    + " mode; look at its menu for the device type (T&A)";
        }
        if (missing > 0) {
            return "the terminal says it holds " + counter + " records and gave " + read
                    + "; it is read again at the next poll";
        }
        return job.since() == null ? "everything it holds is in the journal" : "what is older was not looked at";
    }

    private static Notice shortfall(Fetched fetched) {
        return new Notice(Notice.Level.WARNING, "warning", fetched.terminal(),
                "terminal " + fetched.terminal() + ": " + fetched.detail(),
                Map.of("terminal", fetched.terminal(), "missing", Long.toString(fetched.missing())),
                fetched.receivedAt());
    }

    /// Journalled when it brought news, otherwise only remembered; told as an alert when the terminal begins to
    /// give less than it says it holds.
    private void note(Fetched fetched) throws JournalException, InterruptedException {
        boolean changed = trade.fetches().last(terminal.serial())
                .map(last -> last.complete() != fetched.complete() || last.missing() != fetched.missing())
                .orElse(true);
        boolean asked = !fetched.by().equals("poll");
        if (changed && fetched.missing() > 0) {
            trade.journal().append(List.of(fetched, shortfall(fetched)));
        } else if (changed || asked || fetched.stored() + fetched.variants() + fetched.quarantined() > 0) {
            trade.journal().append(List.of(fetched));
        }
        trade.fetches().done(fetched);
    }
}
