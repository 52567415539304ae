// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.ByteArrayOutputStream;
import muster.zk.pull.ProtocolException.Kind;

/// The records' part of a table as it came (zk-pull.md section 6.2): the length of the records in four bytes,
/// the records, perhaps some padding.
///
/// @param bytes the table; not to be changed
/// @param from where the records begin
/// @param to where they end
record TableBytes(byte[] bytes, int from, int to) {

    private static final int LENGTH = 4;
    private static final int THREE_WORDS = 12;
    private static final int AK_RECORD = 22;

    // Stands before records of a few old firmwares (section 7.2).
    private static final byte[] MARKER = {(byte) 0xff, '2', '5', '5', 0, 0, 0, 0, 0};

    /// Finds the records. No bytes at all are a table without records.
    ///
    /// @throws ProtocolException [Kind#INCOMPLETE] if fewer came than it says
    static TableBytes of(byte[] bytes) throws ProtocolException {
        if (bytes.length == 0) {
            return new TableBytes(bytes, 0, 0);
        }
        if (bytes.length < LENGTH) {
            throw incomplete(bytes.length, LENGTH);
        }
        long length = LittleEndian.u32(bytes, 0);
        if (hasThreeWords(bytes, length)) {
            return new TableBytes(bytes, THREE_WORDS, THREE_WORDS + LittleEndian.i32(bytes, 8));
        }
        if (length > bytes.length - LENGTH) {
            throw incomplete(bytes.length, length + LENGTH);
        }
        return new TableBytes(bytes, LENGTH, LENGTH + (int) length);
    }

    /// The AK3750/WL10 family: outer size, a constant, the size of the records (section 12, row 6).
    private static boolean hasThreeWords(byte[] bytes, long outer) {
        if (bytes.length < THREE_WORDS + AK_RECORD) {
            return false;
        }
        long section = LittleEndian.u32(bytes, 8);
        return section > 0
                && section % AK_RECORD == 0
                && section <= bytes.length - THREE_WORDS
                && Math.abs(outer - section) <= THREE_WORDS;
    }

    static ProtocolException incomplete(long came, long said) {
        return new ProtocolException(
                Kind.INCOMPLETE,
                "A table of " + said + " bytes was announced and " + came + " bytes came.",
                "Nothing was taken from it; it is read again. If it stays so, try smaller chunks or UDP.");
    }

    int length() {
        return to - from;
    }

    /// Whether the bytes of a marker stand anywhere in it, be it before a record or in one.
    boolean mayHaveMarkers() {
        for (int at = from; at < to; at++) {
            if (bytes[at] == MARKER[0] && isMarker(at)) {
                return true;
            }
        }
        return false;
    }

    /// The records of this size without the markers before them.
    ///
    /// @param mayBeMarked as in [#mayHaveMarkers()], which is the same for every size
    /// @return null when they do not add up to the table
    TableBytes inStepsOf(int stride, boolean mayBeMarked) {
        if (!mayBeMarked) {
            return length() % stride == 0 ? this : null;
        }
        int markers = 0;
        int at = from;
        while (at < to) {
            boolean marked = isMarker(at);
            markers += marked ? 1 : 0;
            at += marked ? MARKER.length : stride;
        }
        if (at != to) {
            return null;
        }
        return markers == 0 ? this : unmarked(stride);
    }

    private TableBytes unmarked(int stride) {
        ByteArrayOutputStream records = new ByteArrayOutputStream(length());
        int at = from;
        while (at < to) {
            if (isMarker(at)) {
                at += MARKER.length;
            } else {
                records.write(bytes, at, stride);
                at += stride;
            }
        }
        return new TableBytes(records.toByteArray(), 0, records.size());
    }

    private boolean isMarker(int at) {
        if (bytes[at] != MARKER[0] || to - at < MARKER.length) {
            return false;
        }
        for (int i = 1; i < MARKER.length; i++) {
            if (bytes[at + i] != MARKER[i]) {
                return false;
            }
        }
        return true;
    }
}
