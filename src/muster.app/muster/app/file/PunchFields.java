// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import muster.model.Bytes;
import muster.model.ImportedPunch;
import muster.model.LocalTimes;

/// From the texts of a row to a punch, the same for every format. Thread-safe.
///
/// @param terminal for rows that name no terminal; null when there is none
/// @param zone of the local times in the file; null = each terminal's own
public record PunchFields(String terminal, ZoneId zone) {

    private static final int LONGEST = 256;
    /// No offset is larger.
    private static final int FARTHEST_HOURS = 18;

    /// Strict: three other programs turn the 30th of February into the 2nd of March.
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-MM-dd][uuuu/MM/dd][uuuu.MM.dd]")
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /// A text of a row that cannot be what it should.
    static final class WrongField extends Exception {

        private static final long serialVersionUID = 1L;

        WrongField(String message) {
            super(message);
        }
    }

    /// A punch whose time is a text: local, or with an offset.
    ///
    /// @param serial as the row has it; null or blank = [#terminal()]
    ImportedPunch punch(String serial, String pin, String time, Marks marks, Bytes raw) throws WrongField {
        String given = required("time", time).strip();
        if (withOffset(given)) {
            return punch(serial, pin, instant(given), marks, raw);
        }
        LocalDateTime local = local(given);
        if (zone != null) {
            Instant instant = local.toInstant(LocalTimes.read(local, zone, null).offset());
            return punch(serial, pin, instant, marks, raw);
        }
        return new ImportedPunch(
                terminal(serial), pin(pin), LocalTimes.TEXT.format(local), null,
                marks.state, marks.verifyMode, marks.workCode, raw);
    }

    /// A punch that tells both what the terminal showed and the instant, as an export of ours does: the
    /// offset between them belongs to it.
    ///
    /// @param time with an offset; anything else = only the local time is known
    ImportedPunch punch(String serial, String pin, String local, String time, Marks marks, Bytes raw)
            throws WrongField {
        if (local == null || local.isBlank() || time == null || !withOffset(time.strip())) {
            return punch(serial, pin, local == null || local.isBlank() ? time : local, marks, raw);
        }
        LocalDateTime shown = local(local.strip());
        Instant instant = instant(time.strip());
        if (Duration.between(instant, shown.toInstant(ZoneOffset.UTC)).abs().toHours() >= FARTHEST_HOURS) {
            throw new WrongField("\"" + local + "\" and \"" + time + "\" cannot be the same moment");
        }
        return new ImportedPunch(
                terminal(serial), pin(pin), LocalTimes.TEXT.format(shown), instant,
                marks.state, marks.verifyMode, marks.workCode, raw);
    }

    /// A punch whose time is an instant.
    ImportedPunch punch(String serial, String pin, Instant instant, Marks marks, Bytes raw) throws WrongField {
        return new ImportedPunch(
                terminal(serial), pin(pin), null, instant, marks.state, marks.verifyMode, marks.workCode, raw);
    }

    /// What a row says besides who, where and when. Numbers are null when it does not say them.
    record Marks(Integer state, Integer verifyMode, String workCode) {

        static final Marks NONE = new Marks(null, null, null);

        static Marks of(String state, String verifyMode, String workCode) throws WrongField {
            String code = workCode == null || workCode.isBlank() ? null : text("work_code", workCode.strip());
            return new Marks(number("state", state), number("verify_mode", verifyMode), code);
        }
    }

    static Integer number(String name, String text) throws WrongField {
        if (text == null || text.isBlank()) {
            return null;
        }
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,9}")) {
            throw new WrongField(name + " is \"" + text + "\" and must be a number");
        }
        return Integer.valueOf(digits);
    }

    /// A local time, to the second.
    static LocalDateTime local(String text) throws WrongField {
        try {
            return LocalDateTime.parse(text, LOCAL).withNano(0);
        } catch (DateTimeException e) {
            throw new WrongField("\"" + text + "\" is no time such as 2026-11-20 08:00:05");
        }
    }

    private static boolean withOffset(String time) {
        return time.length() > 16 && time.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})");
    }

    private static Instant instant(String text) throws WrongField {
        try {
            String colon = text.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2").replaceFirst(" (?=[0-9])", "T");
            return OffsetDateTime.parse(colon).toInstant();
        } catch (DateTimeException e) {
            throw new WrongField("\"" + text + "\" is no time such as 2026-11-20T08:00:05+05:30");
        }
    }

    private String terminal(String serial) throws WrongField {
        String given = serial == null || serial.isBlank() ? terminal : serial.strip();
        if (given == null) {
            throw new WrongField("no terminal is named; give one with --terminal");
        }
        return text("terminal", given);
    }

    private static String pin(String pin) throws WrongField {
        return text("pin", required("pin", pin));
    }

    private static String required(String name, String text) throws WrongField {
        if (text == null || text.isBlank()) {
            throw new WrongField(name + " is missing");
        }
        return text;
    }

    private static String text(String name, String text) throws WrongField {
        if (text.length() > LONGEST) {
            throw new WrongField(name + " is longer than " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> c == 0 || c == '\t' || c == '\n' || c == '\r')) {
            throw new WrongField(name + " has a tab, a line end or a zero byte in it");
        }
        return text;
    }
}
