// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever arrives: no parser throws, and each gives one element per line.
class AnyBytesProperties {

    @Property
    void givesOneElementPerLine(
            @ForAll byte[] body, @ForAll("tables") String table, @ForAll("languages") String number) {
        agree(body, table, TextDecoding.of(number));
    }

    @Property
    void givesOneElementPerNearlyRightLine(@ForAll("nearlyLines") String text, @ForAll("tables") String table) {
        agree(bytes(text), table, TextDecoding.UNKNOWN);
    }

    @Property
    void readsAnyPhoto(@ForAll byte[] body, @ForAll String name) {
        AttPhoto photo = AttPhoto.read(body);
        assertTrue(photo.content().length <= body.length);
        assertTrue(AttPhoto.named(name, body).fileName().matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}|"), name);
    }

    @Property
    void readsAnyOptions(@ForAll byte[] body, @ForAll String info) {
        OptionsPost.read(body);
        InfoLine.read(info);
    }

    @Property
    void judgesAnyWord(@ForAll String text, @ForAll Dialect known) {
        Dialect.of(text, key -> text, known);
        Dialect.of("cdata", key -> key.equals("table") ? text : null, null);
        Stamps.sent(key -> text);
        assertEquals(Serials.valid(text), text.matches("[A-Za-z0-9_-]{1,64}"));
        CommandText.refused(text);
        CommandText.repeatable(text);
        CommandText.destructive(text);
    }

    private static void agree(byte[] body, String table, TextDecoding decoding) {
        int lines = Lines.count(body);
        assertEquals(lines, OperLog.read(table, body, decoding).size());
        assertEquals(lines, TableRows.read(table, body, decoding).size());
        assertEquals(lines, AccessLog.read(body).size());
    }

    @Provide
    Arbitrary<String> tables() {
        return Arbitraries.of("OPERLOG", "USERINFO", "FINGERTMP", "IDCARD", "ERRORLOG", "user", "transaction",
                "templatev10", "attlog", "ATTPHOTO", "other", "");
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of("83", "84", "66", "82", "69", "");
    }

    @Provide
    Arbitrary<String> nearlyLines() {
        return Arbitraries.of("OPLOG ", "USER", "FP ", "USERPIC ", "PIN=7", "event=0", "time_second=864117000", "pin=0",
                        "time=2026-11-20 08:00:00", "TMP=QUJD", "\t", "\n", "\r\n", " ", "=", "\0", "4", "\u00e9")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
