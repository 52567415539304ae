// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import muster.app.intake.Intake;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.Contacts;
import muster.app.terminal.Fetches;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Fetched;
import muster.model.Pull;
import muster.model.Terminal;
import muster.zk.pull.AttendanceLayout;
import muster.zk.pull.PullSettings;
import muster.zk.pull.PullSizes;
import muster.zk.pull.PullTimes;
import muster.zk.pull.Quirks;
import muster.zk.pull.TerminalText;
import muster.zk.pull.Transport;
import muster.zk.pull.UnlockUnit;

/// What the owner of a terminal needs to do its work. Immutable, its parts thread-safe.
///
/// @param queue commands for terminals, or null where none are carried out
public record Trade(
        Journal journal,
        Intake intake,
        Terminals terminals,
        Contacts contacts,
        Fetches fetches,
        CommandQueue queue,
        InstantSource clock) {

    LogWriter log() {
        return new LogWriter(journal, intake, clock);
    }

    PeopleWriter people() {
        return new PeopleWriter(journal, clock);
    }

    ZoneId zone(String serial) {
        return terminals.zone(serial).zone();
    }

    /// How to reach a terminal.
    PullSettings settings(Terminal terminal) throws UnusableKey {
        Pull pull = terminal.pull();
        AttendanceLayout layout = pull.layout() == null ? null : AttendanceLayout.named(pull.layout()).orElse(null);
        Quirks quirks = new Quirks(
                text(terminal), layout, false, false, false, false, UnlockUnit.TENTHS);
        return new PullSettings(pull.host(), pull.port(), Transport.valueOf(pull.transport().name()), key(pull),
                PullTimes.STANDARD, PullSizes.STANDARD, quirks);
    }

    /// How a terminal writes names.
    TerminalText text(Terminal terminal) {
        String charset = terminal.pull().charset();
        return charset == null ? TerminalText.UTF_8 : new TerminalText(Charset.forName(charset));
    }

    private static int key(Pull pull) throws UnusableKey {
        if (pull.keyFile() == null) {
            return 0;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(pull.keyFile()));
            return Integer.parseUnsignedInt(lines.isEmpty() ? "" : lines.getFirst().strip());
        } catch (IOException e) {
            throw new UnusableKey("the comm key file " + pull.keyFile() + " cannot be read");
        } catch (NumberFormatException e) {
            throw new UnusableKey("the comm key file " + pull.keyFile() + " must hold a number in its first line");
        }
    }

    /// The terminal was heard.
    void heard(Terminal terminal) throws JournalException, InterruptedException {
        contacts.heard(terminal.serial(), address(terminal.pull().host()));
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    /// A read that came to nothing.
    Fetched failed(String serial, String by, String why) {
        return new Fetched(serial, false, 0, 0, 0, 0, 0, null, 0, 0, why, by, clock.instant());
    }

    /// Journals that a terminal cannot be read; if even that fails, the journal tells of itself.
    void noteFailure(String serial, String why) {
        Fetched failed = failed(serial, "poll", why);
        fetches.done(failed);
        try {
            journal.append(List.of(failed));
        } catch (JournalException e) {
            System.getLogger(Trade.class.getName()).log(
                    System.Logger.Level.DEBUG, "not journalled: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
