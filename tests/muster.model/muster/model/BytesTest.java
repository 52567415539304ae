// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a terminal really sent, as text wherever that is possible.
final class BytesTest {

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Property(tries = 1000)
    void anyBytesComeBackFromTheirTextAndFromJson(@ForAll byte[] sent) {
        Bytes bytes = Bytes.of(sent);
        assertEquals(bytes, Bytes.parse(bytes.toString()));
        assertEquals(bytes, Json.parse(Json.text(bytes), Bytes.class));
        assertArrayEquals(sent, bytes.toArray());
        assertEquals(sent.length, bytes.length());
        assertEquals(bytes.hashCode(), Bytes.of(sent).hashCode());
    }

    @Property(tries = 500)
    void textIsShownAsItIs(@ForAll String text) {
        // a lone surrogate has no UTF-8 form, so what is sent for it is another text
        String sent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(sent, Bytes.of(sent).toString());
        assertEquals(Bytes.of(sent), Json.parse(Json.text(Bytes.of(sent)), Bytes.class));
    }

    @Property(tries = 500)
    void textThatLooksCodedIsCodedSoThatItComesBack(@ForAll String text) {
        Bytes bytes = Bytes.of("base64:" + text);
        assertNotEquals("base64:" + text, bytes.toString());
        assertEquals(bytes, Bytes.parse(bytes.toString()));
        assertEquals(bytes, Json.parse(Json.text(bytes), Bytes.class));
    }

    @Test
    void bytesThatAreNoUtf8AreCoded() {
        assertEquals("base64:/w==", Bytes.of(bytes(0xff)).toString());
        // an overlong form, half a surrogate pair, and a character that was cut
        assertEquals("base64:wK8=", Bytes.of(bytes(0xc0, 0xaf)).toString());
        assertEquals("base64:7aCA", Bytes.of(bytes(0xed, 0xa0, 0x80)).toString());
        assertEquals("base64:NDLDpMM=", Bytes.of(bytes('4', '2', 0xc3, 0xa4, 0xc3)).toString());
        assertEquals("\"base64:/w==\"", Json.text(Bytes.of(bytes(0xff))));
    }

    @Test
    void controlCharactersAreText() {
        Bytes line = Bytes.of(bytes('1', '\t', 0, '\r', '\n'));
        assertEquals("1\t\0\r\n", line.toString());
        assertEquals("\"1\\t\\u0000\\r\\n\"", Json.text(line));
    }

    @ParameterizedTest
    @CsvSource({"base64:%", "base64:A", "base64:AA=A", "'base64: '"})
    void whatIsSaidToBeBase64AndIsNotIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Bytes.parse(text));
    }

    @Test
    void noBytesAreNoText() {
        assertEquals("", Bytes.EMPTY.toString());
        assertSame(Bytes.EMPTY, Bytes.of(new byte[0]));
        assertSame(Bytes.EMPTY, Bytes.of(bytes(1, 2, 3), 2, 2));
        assertEquals(Bytes.EMPTY, Bytes.parse(""));
        assertEquals(Bytes.EMPTY, Bytes.parse("base64:"));
        assertEquals("\"\"", Json.text(Bytes.EMPTY));
    }

    @Test
    void nobodyElseCanChangeThem() {
        byte[] given = bytes(1, 2, 3);
        Bytes whole = Bytes.of(given);
        Bytes part = Bytes.of(given, 1, 3);
        Arrays.fill(given, (byte) 9);
        whole.toArray()[0] = 9;
        assertArrayEquals(bytes(1, 2, 3), whole.toArray());
        assertArrayEquals(bytes(2, 3), part.toArray());
        assertNotEquals(whole, part);
    }
}
