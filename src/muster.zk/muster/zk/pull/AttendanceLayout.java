// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import muster.zk.pull.ProtocolException.Kind;

/// How a terminal lays out its attendance records (zk-pull.md section 7.2).
///
/// @param form where the fields are
/// @param stride from one record to the next: the size of the form, or more for [Form#TEXT_40]
public record AttendanceLayout(Form form, int stride) {

    /// Where the fields of a record are. Work codes are told by one form only; where the others have theirs is
    /// not known.
    public enum Form {
        //                    name              size uid id id size verify time state work code
        /// ZEM class: no user id.
        UID_8(                "8",              8,   0,  0, 0,      2,     3,   7,    -1),
        /// MA300: the state before the time.
        UID_8_MA300(          "8-ma300",        8,   0,  0, 0,      2,     4,   3,    -1),
        /// Older extended records: the user id is a number, and there is no uid.
        NUMBER_16(            "16",             16,  -1, 0, 4,      8,     4,   9,    12),
        /// The same with state and verify mode in the order of the vendor's structure.
        NUMBER_16_STATE_FIRST("16-state-first", 16,  -1, 0, 4,      9,     4,   8,    12),
        /// AK3750 and WL10.
        TEXT_22(              "22",             22,  0,  2, 10,     12,    13,  17,   -1),
        /// Most terminals; some add bytes whose meaning is not known.
        TEXT_40(              "40",             40,  0,  2, 24,     26,    27,  31,   -1);

        private final String title;
        private final int size;
        private final int uid;
        private final int id;
        private final int idSize;
        private final int verify;
        private final int time;
        private final int state;
        private final int workCode;

        Form(String title, int size, int uid, int id, int idSize, int verify, int time, int state, int workCode) {
            this.title = title;
            this.size = size;
            this.uid = uid;
            this.id = id;
            this.idSize = idSize;
            this.verify = verify;
            this.time = time;
            this.state = state;
            this.workCode = workCode;
        }

        /// The bytes that have a meaning.
        public int size() {
            return size;
        }

        boolean hasText() {
            return this == TEXT_22 || this == TEXT_40;
        }
    }

    /// The longest record taken.
    public static final int LONGEST = 256;

    /// Checks that the stride can be.
    ///
    /// @throws IllegalArgumentException if it cannot
    public AttendanceLayout {
        if (stride != form.size && (form != Form.TEXT_40 || stride < form.size || stride > LONGEST)) {
            throw new IllegalArgumentException("records of " + form.title + " bytes cannot be " + stride + " apart");
        }
    }

    /// A layout as it stands in the table above.
    public static AttendanceLayout of(Form form) {
        return new AttendanceLayout(form, form.size);
    }

    /// The layout of a name: `8`, `8-ma300`, `16`, `16-state-first`, `22`, `40`, and any size from 41 to 256
    /// such as `49`.
    public static Optional<AttendanceLayout> named(String name) {
        Optional<AttendanceLayout> known = Arrays.stream(Form.values())
                .filter(form -> form.title.equals(name))
                .map(AttendanceLayout::of)
                .findFirst();
        if (known.isPresent() || !name.matches("[1-9][0-9]{1,2}")) {
            return known;
        }
        int stride = Integer.parseInt(name);
        return stride < Form.TEXT_40.size || stride > LONGEST
                ? Optional.empty()
                : Optional.of(new AttendanceLayout(Form.TEXT_40, stride));
    }

    /// Its name, by which [#named] finds it again.
    public String name() {
        return stride == form.size ? form.title : Integer.toString(stride);
    }

    /// Reads the record that begins here.
    ///
    /// @throws ProtocolException [Kind#MALFORMED] if the array ends before the record does
    public AttendanceRecord read(byte[] bytes, int from) throws ProtocolException {
        if (from < 0 || from > bytes.length - stride) {
            throw new ProtocolException(
                    Kind.MALFORMED, "An attendance record ends too early.", "Nothing was taken from it.");
        }
        return record(bytes, from);
    }

    AttendanceRecord record(byte[] bytes, int from) {
        return new AttendanceRecord(
                form.uid < 0 ? AttendanceRecord.NO_UID : LittleEndian.u16(bytes, from + form.uid),
                userId(bytes, from + form.id),
                time(bytes, from),
                LittleEndian.u8(bytes, from + form.verify),
                LittleEndian.u8(bytes, from + form.state),
                form.workCode < 0 ? "" : Long.toString(LittleEndian.u32(bytes, from + form.workCode)),
                Arrays.copyOfRange(bytes, from, from + stride));
    }

    private String userId(byte[] bytes, int at) {
        if (form.idSize == 0) {
            return "";
        }
        return form.hasText()
                ? TerminalText.UTF_8.decode(bytes, at, form.idSize)
                : Long.toString(LittleEndian.u32(bytes, at));
    }

    LocalDateTime time(byte[] bytes, int from) {
        return WireTime.ofPacked(LittleEndian.i32(bytes, from + form.time)).orElse(null);
    }

    /// Writes a record, as a terminal of this layout would keep it; what the layout has no field for is left
    /// out.
    ///
    /// @throws IllegalArgumentException if the time or the user id cannot be written
    public byte[] write(int uid, String userId, LocalDateTime time, int verify, int state, long workCode) {
        byte[] record = new byte[stride];
        if (form.uid >= 0) {
            LittleEndian.putU16(record, form.uid, uid);
        }
        byte[] id = form.hasText() ? userId.getBytes(StandardCharsets.UTF_8) : number(userId);
        if (id.length > form.idSize) {
            throw new IllegalArgumentException("the user id " + userId + " is too long for records of " + name());
        }
        System.arraycopy(id, 0, record, form.id, id.length);
        record[form.verify] = (byte) verify;
        LittleEndian.putU32(record, form.time, WireTime.packed(Objects.requireNonNull(time)));
        record[form.state] = (byte) state;
        if (form.workCode >= 0) {
            LittleEndian.putU32(record, form.workCode, workCode);
        }
        return record;
    }

    private byte[] number(String userId) {
        return form.idSize == 0 ? new byte[0] : LittleEndian.u32(Integer.parseUnsignedInt(userId));
    }

    @Override
    public String toString() {
        return name();
    }
}
