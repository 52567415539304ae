// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// The commands a terminal can be given, as protocol text without `C:<id>:` (zk-push.md sections 9.4 and
/// 14.3), and what may be done with such a text (sections 9.3 and 12).
///
/// Values are cleaned: a TAB, a line end or any other control character becomes a blank.
public final class CommandText {

    /// The longest command, in bytes of UTF-8.
    public static final int MAX_BYTES = 1_000;

    /// The first words taken. `SHELL`, and the file commands that would read or write anything on the
    /// terminal, are not among them.
    private static final Set<String> FIRST_WORDS = Set.of(
            "AC_UNALARM",
            "AC_UNLOCK",
            "CHECK",
            "CLEAR",
            "CONTROL",
            "DATA",
            "ENROLL_BIO",
            "ENROLL_FP",
            "ENROLL_MF",
            "GET",
            "INFO",
            "LOG",
            "REBOOT",
            "RELOAD",
            "SET",
            "VERIFY");

    private static final String TAB = "\t";
    private static final int LAST_DOOR = 255;
    private static final int LONGEST_OPENING = 254;

    private CommandText() {}

    /// Read the options again and upload what is new.
    public static String check() {
        return "CHECK";
    }

    /// Upload at once what was not uploaded yet.
    public static String uploadNew(Dialect dialect) {
        return dialect == Dialect.ACC ? query("transaction", "NewRecord") : "LOG";
    }

    /// Tell about yourself.
    public static String info(Dialect dialect) {
        return dialect == Dialect.ACC
                ? "GET OPTIONS ~SerialNumber,~DeviceName,FirmVer,LockCount,ReaderCount,IPAddress"
                : "INFO";
    }

    /// Restart.
    public static String reboot(Dialect dialect) {
        return dialect == Dialect.ACC ? "CONTROL DEVICE 03000000" : "REBOOT";
    }

    /// Send the punches of a span of local time, both ends included. Only some access terminals can be
    /// asked for a span, so they are asked for all they hold.
    public static String queryAttLog(LocalDateTime from, LocalDateTime to, Dialect dialect) {
        return dialect == Dialect.ACC ? query("transaction", "*") : "DATA QUERY ATTLOG " + span(from, to, dialect);
    }

    /// Send one person or all.
    ///
    /// @param pin whom, or null for all
    public static String queryUsers(String pin, Dialect dialect) {
        if (dialect == Dialect.ACC) {
            return query("user", pin == null ? "*" : "Pin=" + item(pin));
        }
        return pin == null ? "DATA QUERY USERINFO" : "DATA QUERY USERINFO PIN=" + value(pin);
    }

    /// Add or change a person. Never sets a password, and leaves the terminal's own as it is. On an
    /// access terminal it grants no door.
    ///
    /// @param privilege 0 user, 2 enroller, 6 admin, 10 custom role, 14 super admin
    /// @param card decimal, or `[hex]`; empty when none
    public static String updateUser(String pin, String name, int privilege, String card, Dialect dialect) {
        if (dialect == Dialect.ACC) {
            return "DATA UPDATE user CardNo=" + value(card) + TAB + "Pin=" + value(pin) + TAB + "Name=" + value(name)
                    + TAB + "Privilege=" + privilege;
        }
        return (dialect == Dialect.ATT1 ? "DATA USER PIN=" : "DATA UPDATE USERINFO PIN=") + value(pin) + TAB + "Name="
                + value(name) + TAB + "Pri=" + privilege + TAB + "Card=" + value(card);
    }

    /// Remove a person.
    public static String deleteUser(String pin, Dialect dialect) {
        return switch (dialect) {
            case ACC -> "DATA DELETE user Pin=" + value(pin);
            case ATT1 -> "DATA DEL_USER PIN=" + value(pin);
            default -> "DATA DELETE USERINFO PIN=" + value(pin);
        };
    }

    /// Erase all punches on the terminal.
    public static String clearLog(Dialect dialect) {
        return dialect == Dialect.ACC ? "DATA DELETE transaction *" : "CLEAR LOG";
    }

    /// Set one option.
    ///
    /// @throws IllegalArgumentException if the key is not made of letters, digits and `_`
    public static String setOption(String key, String value, Dialect dialect) {
        if (!key.matches("~?[A-Za-z][A-Za-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("an option's key is letters, digits and _, not \"" + key + "\"");
        }
        return dialect == Dialect.ACC
                ? "SET OPTIONS " + key + "=" + item(value)
                : "SET OPTION " + key + "=" + value(value);
    }

    /// Make options that were set take effect.
    public static String reloadOptions() {
        return "RELOAD OPTIONS";
    }

    /// Set the offset from UTC of an attendance terminal; it takes effect with [#reloadOptions()]. An
    /// access terminal is told its offset whenever it asks for the time.
    ///
    /// @throws IllegalArgumentException for [Dialect#ACC]
    public static String timeZone(ZoneOffset offset, Dialect dialect) {
        if (dialect == Dialect.ACC) {
            throw new IllegalArgumentException("an access terminal has no option for its zone");
        }
        return setOption("TimeZone", TimeZoneText.of(offset, dialect), dialect);
    }

    /// Set the clock of an access terminal; attendance terminals take theirs from the `Date` of replies.
    public static String setClock(Instant now) {
        long packed = PackedTime.encode(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
        return setOption("DateTime", Long.toString(packed), Dialect.ACC);
    }

    /// Open a door. An attendance terminal has one door and its own time for it.
    ///
    /// @param door 1 to 255
    /// @param seconds 1 to 254
    /// @throws IllegalArgumentException if door or seconds are beyond that
    public static String unlock(Dialect dialect, int door, int seconds) {
        if (door < 1 || door > LAST_DOOR || seconds < 1 || seconds > LONGEST_OPENING) {
            throw new IllegalArgumentException(
                    "a door is 1 to 255 and opens for 1 to 254 seconds, not door " + door + " for " + seconds);
        }
        return dialect == Dialect.ACC ? "CONTROL DEVICE 01%02X01%02X".formatted(door, seconds) : "AC_UNLOCK";
    }

    /// Count the punches of a span of local time, both ends included (attendance terminals only).
    public static String verifySum(LocalDateTime from, LocalDateTime to) {
        return "VERIFY SUM ATTLOG " + span(from, to, Dialect.ATT2);
    }

    /// Whether it may be sent again when the terminal stays silent: only what does the same when done
    /// twice. Setting a clock does not, as the time it names has passed.
    public static boolean repeatable(String text) {
        String second = word(text, 1);
        return switch (word(text, 0)) {
            case "CHECK", "INFO", "LOG", "RELOAD", "VERIFY", "GET" -> true;
            case "DATA" -> Set.of("QUERY", "UPDATE", "COUNT", "USER").contains(second);
            case "SET" -> !text.toUpperCase(Locale.ROOT).contains("DATETIME");
            default -> false;
        };
    }

    /// Whether it erases something on the terminal, and so needs a second confirmation.
    public static boolean destructive(String text) {
        return word(text, 0).equals("CLEAR") || word(text, 0).equals("DATA") && word(text, 1).startsWith("DEL");
    }

    /// Whether it restarts the terminal, and so must be the last line of a reply.
    public static boolean restarts(String text) {
        return word(text, 0).equals("REBOOT")
                || word(text, 0).equals("CONTROL")
                        && word(text, 1).equals("DEVICE")
                        && word(text, 2).startsWith("03");
    }

    /// Why a text an operator typed is not taken as a command.
    ///
    /// @param text the text, or null
    /// @return a sentence for people, or null when it is taken
    public static String refused(String text) {
        if (text == null || text.isBlank()) {
            return "a command needs a text, such as CHECK";
        }
        if (size(text) > MAX_BYTES) {
            return "a command is at most " + MAX_BYTES + " bytes long; this one has " + size(text);
        }
        if (text.chars().anyMatch(c -> c != '\t' && Ascii.isControl(c))) {
            return "a command is one line; this one holds a line end or another control character";
        }
        String first = text.split("[ \t]", 2)[0];
        if (first.equalsIgnoreCase("SHELL")) {
            return "SHELL runs any program on the terminal as its master; it is not offered";
        }
        if (!FIRST_WORDS.contains(first)) {
            return "no command begins with \"" + TableName.clean(first) + "\"; known are " + known();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, Redaction.of(bytes))
                ? null
                : "it carries a password, key, template or picture, which would be kept in the journal";
    }

    private static String span(LocalDateTime from, LocalDateTime to, Dialect dialect) {
        boolean iso = dialect == Dialect.OEM;
        return "StartTime=" + (iso ? TimeText.writeIso(from) : TimeText.write(from)) + TAB + "EndTime="
                + (iso ? TimeText.writeIso(to) : TimeText.write(to));
    }

    private static String query(String table, String filter) {
        return "DATA QUERY tablename=" + table + ",fielddesc=*,filter=" + filter;
    }

    private static String value(String text) {
        return Fields.cleaned(text);
    }

    /// A value among others that have commas between them.
    private static String item(String text) {
        return Fields.cleaned(text).replace(',', ' ');
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String known() {
        return String.join(", ", FIRST_WORDS.stream().sorted().toList());
    }

    private static String word(String text, int place) {
        String[] words = text.strip().split("[ \t]+", place + 2);
        return place < words.length ? words[place].toUpperCase(Locale.ROOT) : "";
    }
}
