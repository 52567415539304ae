// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers as the terminals write them: least significant byte first, unsigned.
final class LittleEndian {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xFFFF;
    }

    static int i32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long u32(byte[] bytes, int at) {
        return Integer.toUnsignedLong(i32(bytes, at));
    }

    static void putU16(byte[] bytes, int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    static void putU32(byte[] bytes, int at, long value) {
        INT.set(bytes, at, (int) value);
    }

    static byte[] u16(int value) {
        byte[] bytes = new byte[2];
        putU16(bytes, 0, value);
        return bytes;
    }

    static byte[] u32(long... values) {
        byte[] bytes = new byte[4 * values.length];
        for (int i = 0; i < values.length; i++) {
            putU32(bytes, 4 * i, values[i]);
        }
        return bytes;
    }

    /// The bytes up to the first NUL, or all of the field.
    static byte[] text(byte[] bytes, int from, int length) {
        int to = from;
        while (to < from + length && bytes[to] != 0) {
            to++;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }
}
