// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import muster.zk.pull.ProtocolException.Kind;

/// An act a terminal logged: switched on, clock set, log cleared (zk-pull.md section 7.3).
///
/// ```
/// 0  2  not known
/// 2  1  code
/// 3  1  not known
/// 4  4  packed time
/// 8  8  four numbers of two bytes
/// ```
///
/// @param code 0 power on, 21 time set, 23 attendance log cleared, 30 user enrolled …
/// @param time what the terminal's clock showed; null for a time that does not exist
/// @param values four numbers whose meaning depends on the code
/// @param raw the record as it stands; not to be changed
public record OperationRecord(int code, LocalDateTime time, List<Integer> values, byte[] raw) {

    /// The bytes of a record.
    public static final int SIZE = 16;

    private static final int VALUES = 8;

    /// Copies the values, so that the record stays immutable.
    public OperationRecord {
        values = List.copyOf(values);
    }

    /// Reads a table as it came, with its length before it.
    ///
    /// @throws ProtocolException [Kind#INCOMPLETE] if it is shorter than it says, [Kind#LAYOUT_UNCLEAR] with
    ///     the table if its size is not one of such records
    public static List<OperationRecord> table(byte[] table) throws ProtocolException {
        TableBytes bytes = TableBytes.of(table);
        if (bytes.length() % SIZE != 0) {
            throw ProtocolException.unclear(
                    "The operation log has " + bytes.length() + " bytes, which is no number of records of 16.", table);
        }
        List<OperationRecord> records = new ArrayList<>(bytes.length() / SIZE);
        for (int at = bytes.from(); at < bytes.to(); at += SIZE) {
            records.add(read(table, at));
        }
        return records;
    }

    private static OperationRecord read(byte[] bytes, int at) {
        List<Integer> values = new ArrayList<>();
        for (int i = VALUES; i < SIZE; i += 2) {
            values.add(LittleEndian.u16(bytes, at + i));
        }
        return new OperationRecord(
                LittleEndian.u8(bytes, at + 2),
                WireTime.ofPacked(LittleEndian.i32(bytes, at + 4)).orElse(null),
                values,
                Arrays.copyOfRange(bytes, at, at + SIZE));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperationRecord record && Arrays.equals(raw, record.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "operation " + code + " at " + Objects.requireNonNullElse(time, "an impossible time");
    }
}
