// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import muster.app.sink.Outgoing;
import muster.model.Json;
import muster.sql.Column;
import muster.sql.Column.Type;

/// What goes into a column: a field of the record, or always the same text. Immutable.
///
/// @param field the field, or null
/// @param literal the text when it is no field, which may be null; else what is put before a serial, or null
record Expression(Field field, String literal) {

    private static final int TEXT = 255;

    /// What a record has. In the configuration it is the name in lower case.
    enum Field {
        /// The record's stable id: 32 hexadecimal digits.
        PUNCH_ID(Type.TEXT),
        /// Serial of the terminal.
        DEVICE_SN(Type.TEXT),
        /// What people call the terminal.
        DEVICE_NAME(Type.TEXT),
        /// Id of the terminal's branch, or nothing.
        BRANCH(Type.TEXT),
        /// The person's number, as the profile has it.
        PIN(Type.TEXT),
        /// The person's name, or nothing.
        NAME(Type.TEXT),
        /// The moment, as the profile has it.
        PUNCHED_AT(Type.MOMENT),
        /// Local date and time, as the profile has it.
        PUNCHED_LOCAL(Type.LOCAL),
        /// The day of `punched_local`.
        DATE(Type.DATE),
        /// The time of day of `punched_local`.
        TIME(Type.TIME),
        /// The state's number, or nothing.
        STATE_RAW(Type.INTEGER),
        /// `in` or `out`, as the profile has it, or nothing.
        DIRECTION(Type.TEXT),
        /// The verify mode's number, or nothing.
        VERIFY_RAW(Type.INTEGER),
        /// The verify mode's name, or nothing.
        VERIFY_NAME(Type.TEXT),
        /// As the terminal sent it.
        WORK_CODE(Type.TEXT),
        /// `push`, `pull`, `ble`, `manual` or `import`.
        SOURCE(Type.TEXT),
        /// The moment it reached muster.
        RECEIVED_AT(Type.MOMENT),
        /// Id of the event it is for, or nothing.
        EVENT_ID(Type.TEXT),
        /// The line it was read from.
        RAW(Type.LONG_TEXT),
        /// Its place in the journal.
        SEQ(Type.INTEGER),
        /// The moment it is written.
        NOW(Type.MOMENT);

        private final Type type;

        Field(Type type) {
            this.type = type;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads an expression.
    ///
    /// @param column the column it is for
    /// @throws IllegalArgumentException if it is none; the message names the column
    static Expression of(String column, String text) {
        String given = text.strip();
        if (given.length() >= 2 && given.startsWith("'") && given.endsWith("'")) {
            return text(given.substring(1, given.length() - 1).replace("''", "'"));
        }
        return Arrays.stream(Field.values())
                .filter(field -> field.word().equals(given))
                .findFirst()
                .map(Expression::of)
                .orElseThrow(() -> new IllegalArgumentException("column " + column + ": " + given
                        + " is no field of a record; there are " + words() + ", and any 'text' in single quotes"));
    }

    private static String words() {
        return Arrays.stream(Field.values()).map(Field::word).collect(Collectors.joining(", "));
    }

    static Expression of(Field field) {
        return new Expression(field, null);
    }

    static Expression text(String literal) {
        return new Expression(null, literal);
    }

    /// How a column is made that holds it.
    Column column(String name) {
        Type type = field == null ? Type.TEXT : field.type;
        return new Column(name, type, type == Type.TEXT ? TEXT : 0);
    }

    /// Whether it is another one each time it is asked.
    boolean isFleeting() {
        return field == Field.NOW;
    }

    /// Its value for a punch, or null when there is none.
    Object of(Outgoing record, Instant now) {
        if (field == null) {
            return literal;
        }
        return switch (field) {
            case PUNCH_ID -> record.id();
            case DEVICE_SN -> literal == null ? record.row().terminal() : literal + record.row().terminal();
            case DEVICE_NAME -> record.row().terminalName();
            case BRANCH -> record.branch();
            case PIN -> record.pin();
            case NAME -> record.row().personName();
            case PUNCHED_AT -> record.time();
            case PUNCHED_LOCAL -> record.local();
            case DATE -> record.local().toLocalDate();
            case TIME -> record.local().toLocalTime();
            case STATE_RAW -> record.row().state();
            case DIRECTION -> record.direction() == Outgoing.Direction.NONE ? null : Json.word(record.direction());
            case VERIFY_RAW -> record.row().verifyMode();
            case VERIFY_NAME -> record.row().verifyModeName();
            case WORK_CODE -> record.row().workCode();
            case SOURCE -> Json.word(record.row().source());
            case RECEIVED_AT -> record.row().receivedAt().atOffset(ZoneOffset.UTC);
            case EVENT_ID -> event(record);
            // PostgreSQL takes no NUL in a text, and some firmware ends its lines with one
            case RAW -> record.row().raw().toString().replace('\0', '\uFFFD');
            case SEQ -> record.seq();
            case NOW -> now.atOffset(ZoneOffset.UTC);
        };
    }

    private static String event(Outgoing record) {
        var checkIn = record.row().checkIn();
        return checkIn == null || checkIn.event().isEmpty() ? null : checkIn.event();
    }
}
