// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// The lines of an upload.
public final class Lines {

    /// What is done with one line.
    interface Reader {
        /// @param from its first byte
        /// @param to the byte behind its last one; the line end is not part of it
        void line(int from, int to);
    }

    private Lines() {}

    /// How many lines hold something: the number a terminal's upload is acknowledged with
    /// (zk-push.md section 8). Lines end with LF or CRLF, the last one need not end; a line of nothing
    /// but blanks and TABs counts as empty.
    public static int count(byte[] body) {
        int[] count = new int[1];
        each(body, (from, to) -> count[0]++);
        return count[0];
    }

    /// Hands over every line that is not empty, in order.
    static void each(byte[] body, Reader reader) {
        int from = 0;
        while (from < body.length) {
            int end = Ascii.indexOf(body, from, body.length, Ascii.LF);
            int next = end < 0 ? body.length : end + 1;
            int to = end < 0 ? body.length : end;
            while (to > from && body[to - 1] == Ascii.CR) {
                to--;
            }
            if (!blank(body, from, to)) {
                reader.line(from, to);
            }
            from = next;
        }
    }

    private static boolean blank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != Ascii.TAB && body[i] != Ascii.CR) {
                return false;
            }
        }
        return true;
    }
}
