// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// How a terminal of some language writes names (zk-push.md section 7.6). Immutable.
///
/// Some of the code pages are in the module `jdk.charsets`; an image without it reads their bytes as
/// Windows-1252. The bytes themselves are kept with every record.
public final class TextDecoding {

    private static final String WESTERN = "windows-1252";
    private static final Map<String, String> CODE_PAGES = Map.of(
            "83", "GB18030",
            "84", "Big5",
            "66", "windows-1256",
            "65", "windows-1256",
            "82", "windows-1251",
            "76", "x-windows-874",
            "86", "windows-1258",
            "116", "windows-1254",
            "103", "windows-1253");

    /// For a terminal whose language is not known.
    public static final TextDecoding UNKNOWN = new TextDecoding(installed(WESTERN), StandardCharsets.UTF_8);

    private final Charset codePage;
    private final Charset sending;

    private TextDecoding(Charset codePage, Charset sending) {
        this.codePage = codePage;
        this.sending = sending;
    }

    /// For a firmware language.
    ///
    /// @param language its number as the terminal sent it: `83`; null or empty when it told none
    public static TextDecoding of(String language) {
        String number = language == null ? "" : language.strip();
        if (!CODE_PAGES.containsKey(number)) {
            return UNKNOWN;
        }
        Charset codePage = installed(CODE_PAGES.get(number));
        return new TextDecoding(codePage, number.equals("83") ? codePage : StandardCharsets.UTF_8);
    }

    private static Charset installed(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.forName(WESTERN);
    }

    /// The text: as UTF-8 if it is that without a fault, else in the code page of the language.
    public String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, codePage);
        }
    }

    /// What to write commands and names in when sending to the terminal.
    public Charset sending() {
        return sending;
    }
}
