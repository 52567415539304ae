// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// How much a terminal stores and how much fits, as it says itself (zk-pull.md section 5.3). Firmware sends
/// 80, 92, 112 or only 4 bytes, so every number may be missing; and counts can be wrong, so none may be the
/// only source of a decision.
///
/// @param words the 32-bit words in their order, without a sign
public record FreeSizes(List<Long> words) {

    // Four times what the longest answer seen holds.
    private static final int MOST = 112;

    private static final int WORDS_WITH_FACES = 23;

    /// Copies the words, so that the record stays immutable.
    public FreeSizes {
        words = List.copyOf(words);
    }

    /// Reads the data of the answer, of any length.
    public static FreeSizes read(byte[] data) {
        List<Long> words = new ArrayList<>();
        for (int at = 0; at <= data.length - 4 && words.size() < MOST; at += 4) {
            words.add(LittleEndian.u32(data, at));
        }
        return new FreeSizes(words);
    }

    /// The data of the answer.
    public byte[] data() {
        return LittleEndian.u32(words.stream().mapToLong(Long::longValue).toArray());
    }

    /// Users stored.
    public OptionalLong users() {
        return word(4);
    }

    /// Finger templates stored.
    public OptionalLong fingers() {
        return word(6);
    }

    /// Attendance records stored.
    public OptionalLong records() {
        return word(8);
    }

    /// Operation log records stored.
    public OptionalLong operations() {
        return word(10);
    }

    /// Administrators or cards: the sources disagree.
    public OptionalLong administratorsOrCards() {
        return word(12);
    }

    /// Passwords stored.
    public OptionalLong passwords() {
        return word(13);
    }

    /// Finger templates that fit altogether.
    public OptionalLong fingerCapacity() {
        return word(14);
    }

    /// Users that fit altogether.
    public OptionalLong userCapacity() {
        return word(15);
    }

    /// Attendance records that fit altogether.
    public OptionalLong recordCapacity() {
        return word(16);
    }

    /// Finger templates that still fit.
    public OptionalLong fingersFree() {
        return word(17);
    }

    /// Users that still fit.
    public OptionalLong usersFree() {
        return word(18);
    }

    /// Attendance records that still fit.
    public OptionalLong recordsFree() {
        return word(19);
    }

    /// Faces stored.
    public OptionalLong faces() {
        return words.size() < WORDS_WITH_FACES ? OptionalLong.empty() : word(20);
    }

    /// Faces that fit altogether.
    public OptionalLong faceCapacity() {
        return word(22);
    }

    private OptionalLong word(int index) {
        return index < words.size() ? OptionalLong.of(words.get(index)) : OptionalLong.empty();
    }
}
