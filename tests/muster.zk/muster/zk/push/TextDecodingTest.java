// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextDecodingTest {

    @Test
    void readsTheCodePageOfEachLanguage() {
        reads("83", "GB18030", "\u6d4b\u8bd5");
        reads("84", "Big5", "\u6e2c\u8a66");
        reads("66", "windows-1256", "\u0639\u0644\u064a");
        reads("65", "windows-1256", "\u0639\u0644\u064a");
        reads("82", "windows-1251", "\u0418\u0432\u0430\u043d");
        reads("76", "x-windows-874", "\u0e2a\u0e21");
        reads("86", "windows-1258", "\u0110\u1ea1".substring(0, 1));
        reads("116", "windows-1254", "\u015f\u0131");
        reads("103", "windows-1253", "\u039d\u03af");
        reads("69", "windows-1252", "Jos\u00e9");
        reads("", "windows-1252", "Jos\u00e9");
        reads(null, "windows-1252", "Jos\u00e9");
        reads("not a language", "windows-1252", "Jos\u00e9");
    }

    @Test
    void prefersUtf8WhateverTheLanguage() {
        for (String language : new String[] {"83", "84", "66", "82", "69", ""}) {
            byte[] bytes = "Jos\u00e9 \u6d4b\u8bd5".getBytes(StandardCharsets.UTF_8);
            assertEquals("Jos\u00e9 \u6d4b\u8bd5", TextDecoding.of(language).decode(bytes));
        }
    }

    @Test
    void sendsChineseTerminalsTheirOwnCode() {
        assertEquals(Charset.forName("GB18030"), TextDecoding.of("83").sending());
        assertEquals(StandardCharsets.UTF_8, TextDecoding.of("82").sending());
        assertEquals(StandardCharsets.UTF_8, TextDecoding.UNKNOWN.sending());
    }

    @Property
    void readsAnyTextThatIsUtf8(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(new String(bytes, StandardCharsets.UTF_8), TextDecoding.of("83").decode(bytes));
    }

    private static void reads(String language, String codePage, String text) {
        assertEquals(text, TextDecoding.of(language).decode(text.getBytes(Charset.forName(codePage))));
    }
}
