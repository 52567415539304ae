// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import muster.app.watch.Question;
import muster.journal.JournalException;

/// Tells systemd again and again that muster lives, as long as it does: when it does not, the watchdog of its unit
/// starts it anew. What a start anew would not cure stands in its status only. Nothing is told to nobody. For one
/// thread.
final class Pulse {

    private static final Logger LOG = System.getLogger(Pulse.class.getName());

    private static final Duration USUAL = Duration.ofSeconds(10);

    /// Something that must be well.
    interface Sign {
        /// What is wrong, for people; nothing when all is well.
        ///
        /// @throws IOException if that cannot be found out, so it is not well
        Optional<String> trouble() throws IOException, InterruptedException;
    }

    private final Supervisor supervisor;
    private final List<Sign> signs;
    private final List<Sign> incurable;
    private final Question<String> status;
    private String last = "";

    /// @param signs what must be well, or muster is started anew
    /// @param incurable what must be well, but would not be by a start anew
    /// @param status a line for `systemctl status`
    Pulse(Supervisor supervisor, List<Sign> signs, List<Sign> incurable, Question<String> status) {
        this.supervisor = supervisor;
        this.signs = signs;
        this.incurable = incurable;
        this.status = status;
    }

    /// Tells until it is interrupted.
    void run() throws InterruptedException {
        while (supervisor.isTold()) {
            beat();
            Thread.sleep(period());
        }
    }

    /// Half of the time that systemd gives, as sd_watchdog_enabled(3) advises.
    private Duration period() {
        Duration half = supervisor.watchdog().map(time -> time.dividedBy(2)).orElse(USUAL);
        return half.compareTo(USUAL) < 0 ? half : USUAL;
    }

    /// Looks once at every sign and tells what came of it.
    void beat() throws InterruptedException {
        String trouble = trouble(signs);
        if (trouble.isEmpty()) {
            supervisor.alive();
        }
        if (!trouble.equals(last) && supervisor.watchdog().isPresent()) {
            if (trouble.isEmpty()) {
                LOG.log(Level.INFO, "systemd''s watchdog is told again that all is well");
            } else {
                LOG.log(Level.ERROR, "systemd''s watchdog is not told that all is well, so it may start muster anew: "
                        + "{0}", trouble);
            }
        }
        last = trouble;
        String told = trouble.isEmpty() ? trouble(incurable) : trouble;
        supervisor.status(told.isEmpty() ? status() : "not well: " + told);
    }

    private static String trouble(List<Sign> signs) throws InterruptedException {
        for (Sign sign : signs) {
            try {
                Optional<String> trouble = sign.trouble();
                if (trouble.isPresent()) {
                    return trouble.get();
                }
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("muster ends");
                }
                return String.valueOf(e.getMessage());
            } catch (RuntimeException e) {
                return "a fault of muster itself: " + e;
            }
        }
        return "";
    }

    private String status() {
        try {
            return status.ask();
        } catch (JournalException e) {
            return "the journal does not answer";
        }
    }
}
