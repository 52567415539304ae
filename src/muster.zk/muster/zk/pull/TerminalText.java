// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import muster.zk.pull.ProtocolException.Kind;

/// How one terminal writes names: text in fields of fixed size, ended by NUL or by the end of the field
/// (zk-pull.md section 7.4).
///
/// Read as UTF-8 if the bytes are that without a fault, else in the terminal's charset, else byte for byte as
/// Latin-1; nothing is dropped. A character cut by the end of a full field reads as U+FFFD.
///
/// @param charset the one written in, and read in when it is no UTF-8
public record TerminalText(Charset charset) {

    /// For a terminal whose charset is not known.
    public static final TerminalText UTF_8 = new TerminalText(StandardCharsets.UTF_8);

    private static final String CUT = "\uFFFD";

    /// Checks that it can be written in.
    ///
    /// @throws IllegalArgumentException if it can only be read
    public TerminalText {
        if (!charset.canEncode()) {
            throw new IllegalArgumentException("nothing can be written in the charset " + charset.name());
        }
    }

    /// The text of a field.
    public String decode(byte[] bytes, int from, int length) {
        byte[] text = LittleEndian.text(bytes, from, length);
        if (isAscii(text)) {
            return new String(text, StandardCharsets.ISO_8859_1);
        }
        boolean full = text.length == length;
        String found = decode(text, StandardCharsets.UTF_8, full);
        // One high byte at the end of plain letters may as well be a whole letter of the other charset.
        boolean evident = charset.equals(StandardCharsets.UTF_8) || found != null && !isAscii(found);
        if (found == null || !evident) {
            String other = decode(text, charset, full);
            found = other == null ? found : other;
        }
        return found == null ? new String(text, StandardCharsets.ISO_8859_1) : found;
    }

    private static boolean isAscii(byte[] text) {
        for (byte letter : text) {
            if (letter < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text) {
        return text.replace(CUT, "").chars().allMatch(letter -> letter < 0x80);
    }

    /// Null when the bytes are no text of this charset.
    private static String decode(byte[] text, Charset charset, boolean full) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(decoder.maxCharsPerByte() * text.length) + 1);
        CoderResult result = decoder.decode(in, out, !full);
        if (result.isError()) {
            return null;
        }
        return out.flip() + (in.hasRemaining() ? CUT : "");
    }

    /// The bytes of a text for a field of this size, filled up with NUL. Cut between characters when it is
    /// longer.
    ///
    /// @throws ProtocolException [Kind#UNWRITABLE] if the charset has no such characters
    public byte[] encode(String text, int size) throws ProtocolException {
        ByteBuffer out = ByteBuffer.allocate(size);
        CoderResult result = charset.newEncoder().encode(CharBuffer.wrap(text), out, true);
        if (result.isError() || text.chars().anyMatch(Character::isISOControl)) {
            throw new ProtocolException(
                    Kind.UNWRITABLE,
                    "A text holds characters that cannot be written in " + charset.name() + ".",
                    "Nothing was written. Write it in other letters, or give the terminal's charset in its settings.");
        }
        return Arrays.copyOf(out.array(), size);
    }
}
