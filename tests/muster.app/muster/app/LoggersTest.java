// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which lines of the log are wanted.
final class LoggersTest {

    private final Loggers loggers = new Loggers();
    private final Logger ours = loggers.getLogger("muster.app.source.Uploads", LoggersTest.class.getModule());

    private static List<Level> wanted(Logger logger) {
        List<Level> wanted = new ArrayList<>();
        for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)) {
            if (logger.isLoggable(level)) {
                wanted.add(level);
            }
        }
        return wanted;
    }

    @Test
    void the_program_asks_these_for_its_loggers() {
        assertInstanceOf(Loggers.class, System.LoggerFinder.getLoggerFinder());
        assertInstanceOf(TinyLogger.class, Loggers.running().getLogger("muster", Object.class.getModule()));
    }

    @Test
    void what_an_operator_need_not_know_is_not_written_until_he_asks_for_it() {
        assertEquals(List.of(Level.INFO, Level.WARNING, Level.ERROR), wanted(ours));
        loggers.threshold(Level.DEBUG);
        assertEquals(List.of(Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR), wanted(ours));
        loggers.threshold(Level.ERROR);
        assertEquals(List.of(Level.ERROR), wanted(ours));
    }

    @Test
    void nothing_is_ever_written_at_the_level_that_means_nothing() {
        assertFalse(ours.isLoggable(Level.OFF));
    }

    @Test
    void the_jdk_is_heard_from_warnings_on_however_much_is_asked_for() {
        loggers.threshold(Level.DEBUG);
        for (String name : List.of("java.lang.ProcessBuilder", "jdk.event.security", "sun.net.httpserver")) {
            assertEquals(List.of(Level.WARNING, Level.ERROR),
                    wanted(loggers.getLogger(name, Object.class.getModule())), name);
        }
    }

    @Test
    void a_line_nobody_wants_is_not_even_put_together() {
        Object costly = new Object() {
            @Override
            public String toString() {
                throw new AssertionError("it was put together");
            }
        };
        ours.log(Level.DEBUG, "{0}", costly);
        ours.log(Level.DEBUG, costly);
        assertTrue(ours.isLoggable(Level.WARNING));
    }

    @Test
    void a_name_has_one_logger() {
        assertSame(ours, loggers.getLogger("muster.app.source.Uploads", LoggersTest.class.getModule()));
    }
}
