// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The attendance records of a terminal at one moment, in the terminal's order: as a rule oldest first. Holds
/// the bytes as they came and reads a record each time it is asked for, so that 100,000 of them cost 4 MB.
/// Immutable.
public final class AttendanceTable implements Iterable<AttendanceRecord> {

    private final byte[] table;
    private final TableBytes records;
    private final AttendanceLayout layout;
    private final LayoutHints hints;

    private AttendanceTable(byte[] table, TableBytes records, AttendanceLayout layout, LayoutHints hints) {
        this.table = table;
        this.records = records;
        this.layout = layout;
        this.hints = hints;
    }

    /// Reads a table as it came, with its length before it, and tells its layout by what is in it.
    ///
    /// @param table not to be changed afterwards
    /// @throws ProtocolException [ProtocolException.Kind#INCOMPLETE] if it is shorter than it says,
    ///     [ProtocolException.Kind#LAYOUT_UNCLEAR] with the table
    public static AttendanceTable read(byte[] table, LayoutHints hints) throws ProtocolException {
        TableBytes bytes = TableBytes.of(table);
        if (bytes.length() == 0) {
            return new AttendanceTable(table, bytes, null, hints);
        }
        LayoutTrial fit = LayoutChoice.of(bytes, hints);
        return new AttendanceTable(table, fit.records(), fit.layout(), hints);
    }

    /// How many records there are.
    public int size() {
        return layout == null ? 0 : records.length() / layout.stride();
    }

    /// The record at this place, 0 being the first.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public AttendanceRecord get(int index) {
        Objects.checkIndex(index, size());
        return layout.record(records.bytes(), records.from() + index * layout.stride());
    }

    /// The records one after the other, read as they are taken.
    public Stream<AttendanceRecord> stream() {
        return IntStream.range(0, size()).mapToObj(this::get);
    }

    @Override
    public Iterator<AttendanceRecord> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public AttendanceRecord next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }

    /// How the records are laid out; empty when there are none. Worth remembering per terminal and firmware.
    public Optional<AttendanceLayout> layout() {
        return Optional.ofNullable(layout);
    }

    /// The records the terminal said it had before the read; empty when it said nothing. May be wrong.
    public OptionalLong countBefore() {
        return hints.countBefore();
    }

    /// The records the terminal said it had after the read; empty when it said nothing. May be wrong.
    public OptionalLong countAfter() {
        return hints.countAfter();
    }

    /// The bytes received.
    public int bytes() {
        return table.length;
    }

    /// The table as it came, to be kept in a file.
    public byte[] raw() {
        return table.clone();
    }

    @Override
    public String toString() {
        return size() + " attendance records of " + (layout == null ? "no layout" : layout + " bytes");
    }
}
