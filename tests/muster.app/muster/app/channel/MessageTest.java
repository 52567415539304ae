// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.NOON;
import static muster.app.channel.ToldAlerts.change;
import static muster.app.channel.ToldAlerts.fired;
import static muster.app.channel.ToldAlerts.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import muster.model.AlertChange;
import muster.model.Notice.Level;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// What people read.
final class MessageTest {

    private static Message message(AlertChange... changes) {
        return Message.of("alerts-1-2", "kolkata", List.of(changes), NOON);
    }

    @Test
    void oneAlertIsItsOwnTitle() {
        Message message = message(fired("TSTATT000001", Level.WARNING, "kolkata", NOON));
        assertEquals("muster: WARNING: terminal TSTATT000001 is silent", message.title());
        assertEquals("WARNING: terminal TSTATT000001 is silent [terminal_silent:TSTATT000001]", message.text());
        assertEquals("muster: WARNING: terminal TSTATT000001 is silent", message.sms());
        assertEquals(Message.Kind.FIRED, message.kind());
    }

    @Test
    void severalAreCountedAndTheGravestIsFirstAndWhatIsOverLast() {
        Message message = message(
                resolved("TSTATT000003", Level.ERROR, "kolkata", NOON),
                fired("TSTATT000002", Level.WARNING, "kolkata", NOON),
                fired("TSTATT000001", Level.ERROR, "kolkata", NOON));
        assertEquals("muster: 3 alerts at branch kolkata", message.title());
        assertEquals(List.of("ERROR: terminal TSTATT000001 is silent [terminal_silent:TSTATT000001]",
                "WARNING: terminal TSTATT000002 is silent [terminal_silent:TSTATT000002]",
                "over (error): terminal TSTATT000003 is heard again [terminal_silent:TSTATT000003]"), message.lines());
        assertEquals(Level.ERROR, message.level());
        assertEquals(3, message.count());
    }

    @Test
    void whatIsAllOverIsAResolvedMessage() {
        Message message = message(
                resolved("TSTATT000001", Level.ERROR, "kolkata", NOON),
                resolved("TSTATT000002", Level.ERROR, "kolkata", NOON));
        assertEquals(Message.Kind.RESOLVED, message.kind());
        assertEquals("muster: 2 alerts over at branch kolkata", message.title());
    }

    @Test
    void whatWasToldBeforeIsStillSo() {
        Message message = message(change("repeated", "TSTATT000001", Level.ERROR, null, null, NOON, "it is silent"));
        assertEquals("muster: ERROR, still: it is silent", message.title());
    }

    @Test
    void twentyLinesAreEnough() {
        List<AlertChange> many = IntStream.range(0, 25)
                .mapToObj(i -> fired("TSTATT0000" + (10 + i), Level.WARNING, null, NOON)).toList();
        Message message = Message.of("alerts-1-2", "", many, NOON);
        assertEquals(21, message.lines().size());
        assertEquals("and 5 more", message.lines().getLast());
        assertEquals(25, message.alerts().size());
        assertEquals("muster: 25 alerts", message.title());
        assertEquals(160, message.sms().length());
        assertTrue(message.sms().endsWith("..."), message.sms());
    }

    @Test
    void whatIsSummedUpSaysWhy() {
        Message message = Message.summary("alerts-1-2", "after quiet hours",
                List.of(fired("TSTATT000001", Level.WARNING, null, NOON)), NOON);
        assertEquals("muster: summary after quiet hours: 1 alert", message.title());
        assertEquals(Message.Kind.SUMMARY, message.kind());
    }

    @Property(tries = 300)
    void noNameOfATerminalMovesACursorOrMakesALineOfItsOwn(
            @ForAll String sentence, @ForAll @Size(min = 1, max = 30) List<String> subjects) {
        List<AlertChange> changes = subjects.stream()
                .map(subject -> change("fired", subject, Level.ERROR, null, null, NOON, sentence + subject)).toList();
        Message message = Message.of("alerts-1-2", "a\u001b[2J\nb", changes, NOON);
        String all = message.title() + message.sms() + String.join("", message.lines());
        assertTrue(all.chars().noneMatch(Character::isISOControl), all);
        assertTrue(message.sms().length() <= Message.SMS);
        assertTrue(message.lines().size() <= Message.LINES + 1);
        assertTrue(message.lines().stream().allMatch(line -> line.length() <= 1000));
    }
}
