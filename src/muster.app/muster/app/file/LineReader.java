// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The lines of a file, as bytes and as text. For one thread.
final class LineReader {

    /// A line longer than this is not kept; a punch has some hundred bytes.
    static final int LONGEST = 65_536;

    private static final Charset OTHER = Charset.forName("windows-1252");

    private final InputStream in;
    private final byte[] buffer = new byte[65_536];
    private int at;
    private int end;
    private long line;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// The next line without its end, or null behind the last.
    byte[] next() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        line++;
        tooLong = false;
        ByteArrayOutputStream text = new ByteArrayOutputStream(128);
        do {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (text.size() + at - from > LONGEST) {
                tooLong = true;
            } else {
                text.write(buffer, from, at - from);
            }
            if (at < end) {
                at++;
                break;
            }
        } while (fill());
        return withoutReturn(text.toByteArray());
    }

    /// The number of the line that came last, from 1.
    long number() {
        return line;
    }

    /// Whether the line that came last was longer than [#LONGEST], so that only its begin was kept.
    boolean tooLong() {
        return tooLong;
    }

    /// The text of a line: UTF-8 where it is, else Windows-1252, in which every byte is something.
    static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            return new String(line, OTHER);
        }
    }

    /// The same without the mark that some programs begin a UTF-8 file with; inside a line it is a character like
    /// others, for a terminal may have sent it.
    static String plain(byte[] line) {
        String text = text(line);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static byte[] withoutReturn(byte[] line) {
        int length = line.length;
        return length > 0 && line[length - 1] == '\r' ? java.util.Arrays.copyOf(line, length - 1) : line;
    }
}
