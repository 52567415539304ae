// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.util.Arrays;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

    private static final TerminalText GBK = new TerminalText(Charset.forName("GBK"));
    private static final TerminalText ARABIC = new TerminalText(Charset.forName("windows-1256"));
    private static final TerminalText WESTERN = new TerminalText(ISO_8859_1);

    private static String decoded(TerminalText text, byte[] bytes, int field) {
        return text.decode(Arrays.copyOf(bytes, field), 0, field);
    }

    @Test
    void endsAtNulOrWithItsField() {
        assertEquals("Ann", TerminalText.UTF_8.decode("xAnn\0junk".getBytes(ISO_8859_1), 1, 8));
        assertEquals("Ann", TerminalText.UTF_8.decode("Ann".getBytes(ISO_8859_1), 0, 3));
        assertEquals("", TerminalText.UTF_8.decode(new byte[24], 0, 24));
    }

    @Test
    void isReadAsUtf8WhateverIsSetIfItIsThat() {
        String name = "\u0418\u0432\u0430\u043d";
        assertEquals(name, decoded(TerminalText.UTF_8, name.getBytes(UTF_8), 24));
        assertEquals(name, decoded(GBK, name.getBytes(UTF_8), 24));
        assertEquals(name, decoded(ARABIC, name.getBytes(UTF_8), 24));
    }

    @Test
    void isReadInTheTerminalsCharsetIfItIsNoUtf8() {
        assertEquals("\u5f20\u4f1f", decoded(GBK, "\u5f20\u4f1f".getBytes(GBK.charset()), 24));
        String arabic = "\u0645\u0631\u064a\u0645";
        assertEquals(arabic, decoded(ARABIC, arabic.getBytes(ARABIC.charset()), 24));
    }

    @Test
    void losesNothingWhenNoCharsetFits() {
        assertEquals("\u00d5\u00c5", decoded(TerminalText.UTF_8, new byte[] {(byte) 0xd5, (byte) 0xc5}, 24));
    }

    @Test
    void showsACharacterThatItsFieldCuts() {
        byte[] cut = Arrays.copyOf("\u5f20\u4f1f\u5f20".getBytes(UTF_8), 8);
        assertEquals("\u5f20\u4f1f\uFFFD", TerminalText.UTF_8.decode(cut, 0, 8));
        assertEquals("\u5f20\u4f1f\uFFFD", ARABIC.decode(cut, 0, 8));
        byte[] gbk = Arrays.copyOf("a\u5f20\u4f1f\u5f20\u4f1f".getBytes(GBK.charset()), 8);
        assertEquals("a\u5f20\u4f1f\u5f20\uFFFD", GBK.decode(gbk, 0, 8));
    }

    /// A full field that ends in one high byte is no cut UTF-8 if the terminal writes one byte a letter.
    @Test
    void doesNotTakeAWholeLetterForACutOne() {
        byte[] name = "Andr\u00e9".getBytes(ISO_8859_1);
        assertEquals("Andr\u00e9", WESTERN.decode(name, 0, 5));
        assertEquals("Andr\uFFFD", TerminalText.UTF_8.decode(name, 0, 5));
    }

    @Test
    void isWrittenInTheTerminalsCharsetCutBetweenCharacters() throws ProtocolException {
        assertEquals("416e6e00", hex(TerminalText.UTF_8.encode("Ann", 4)));
        assertEquals("e5bca0e4bc9f0000", hex(TerminalText.UTF_8.encode("\u5f20\u4f1f\u5f20", 8)));
        assertEquals("d5c50000", hex(GBK.encode("\u5f20", 4)));
        assertEquals("61d5c5", hex(GBK.encode("a\u5f20\u4f1f", 4)).substring(0, 6));
        assertEquals("f09f988000", hex(TerminalText.UTF_8.encode("\ud83d\ude00\ud83d\ude00", 5)));
    }

    @Test
    void needsACharsetThatCanBeWritten() {
        Charset reading = Charset.forName("x-JISAutoDetect");
        assertThrows(IllegalArgumentException.class, () -> new TerminalText(reading));
    }

    @Test
    void isNotWrittenWithHolesInIt() {
        for (String name : new String[] {"\u5f20", "\ud83d", "a\nb"}) {
            assertEquals(Kind.UNWRITABLE,
                    assertThrows(ProtocolException.class, () -> WESTERN.encode(name, 24)).kind());
        }
    }
}
