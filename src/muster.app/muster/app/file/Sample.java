// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The first bytes of a file, and what they tell of it. Immutable.
final class Sample {

    static final int SIZE = 131_072;

    private final byte[] bytes;

    private Sample(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Looks at what comes, and leaves it to be read.
    static Sample of(BufferedInputStream in) throws IOException {
        in.mark(SIZE + 1);
        byte[] bytes = in.readNBytes(SIZE);
        in.reset();
        return new Sample(bytes);
    }

    /// Refuses what no reader of ours can take.
    void refuseNoText() throws UnreadableFile {
        if (bytes.length == 0) {
            throw new UnreadableFile("it is empty", "was it copied whole?");
        }
        if (begins(0xFF, 0xFE) || begins(0xFE, 0xFF)) {
            throw new UnreadableFile("it is text in UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE");
        }
    }

    /// Whether it is a ZIP archive, as the spreadsheets of today are.
    boolean archive() {
        return begins('P', 'K');
    }

    /// Whether it is a compound file, as the spreadsheets of the nineties and protected ones of today are.
    boolean compound() {
        return begins(0xD0, 0xCF, 0x11, 0xE0);
    }

    /// Whether it is no text.
    boolean binary() {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /// Its first whole lines.
    List<String> lines() {
        String text = LineReader.text(bytes).replace("\uFEFF", "");
        int whole = bytes.length < SIZE ? text.length() : text.lastIndexOf('\n') + 1;
        return text.substring(0, Math.max(whole, 0)).lines().limit(1000).toList();
    }

    /// What stands between the values of its first line.
    char separator() {
        List<String> lines = lines();
        String head = lines.isEmpty() ? "" : lines.getFirst();
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(head, candidate) > count(head, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /// Its text, in the code that the sample is in.
    Reader reader(InputStream in) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        // the end of the sample may cut a character, which is no reason to doubt
        boolean utf8 = !strict.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), false).isError();
        return new InputStreamReader(in, utf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
    }
}
