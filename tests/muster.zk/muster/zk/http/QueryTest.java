// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {

    @Test
    void keysAreFoundInAnyCase() {
        Query query = Query.parse("sn=T1&Table=ATTLOG&STAMP=9999");
        assertEquals("T1", query.text("SN"));
        assertEquals("ATTLOG", query.text("table"));
        assertEquals("9999", query.text("Stamp"));
        assertEquals(List.of("sn", "table", "stamp"), List.copyOf(query.keys()));
    }

    @Test
    void aSecondQuestionMarkCountsAsAnAmpersand() {
        Query query = Query.parse("SN=T1?options=all&x=1?y=2");
        assertEquals("T1", query.text("SN"));
        assertEquals("all", query.text("options"));
        assertEquals("2", query.text("y"));
    }

    @ParameterizedTest
    @CsvSource({"%41%42, AB", "%zz, %zz", "%, %", "%4, %4", "a%2, a%2", "%%41, %A", "%2B+%20+x, ++ +x",
        "%c3%a9, \u00e9", "100%, 100%", "%3F%26%3d, ?&="})
    void percentsAreDecodedWhereTheyCanBe(String raw, String text) {
        assertEquals(text, Query.parse("v=" + raw).text("v"));
    }

    @Test
    void aPlusStaysAPlusButInAForm() {
        assertEquals("DATA+UPDATE", Query.parse("CMD=DATA+UPDATE").text("CMD"));
        Query form = Query.form("ID=1009&Return=0&CMD=DATA+UPDATE+USERINFO+PIN%3D1020%2B?".getBytes(ISO_8859_1));
        assertEquals("DATA UPDATE USERINFO PIN=1020+?", form.text("CMD"));
        assertEquals("0", form.text("Return"));
    }

    @Test
    void bytesThatAreNotUtf8AreReadInTheTerminalsCodePage() {
        Charset chinese = Charset.forName("GB18030");
        String raw = new String("\u5f20\u4e09".getBytes(chinese), ISO_8859_1);
        assertEquals("\u5f20\u4e09", Query.parse("Name=" + raw).text("name", chinese));
        assertEquals(raw, Query.parse("Name=" + raw).text("name"));
        String utf8 = new String("\u5f20\u4e09".getBytes(UTF_8), ISO_8859_1);
        assertEquals("\u5f20\u4e09", Query.parse("Name=" + utf8).text("name", chinese));
        assertArrayEquals("\u5f20\u4e09".getBytes(chinese), Query.parse("Name=" + raw).bytes("name"));
    }

    @Test
    void blanksAroundKeysAndValuesAreDropped() {
        Query query = Query.parse("SN=T1& table = ATT LOG &");
        assertEquals("ATT LOG", query.text("table"));
        assertArrayEquals(" ATT LOG ".getBytes(ISO_8859_1), query.bytes("table"));
    }

    @Test
    void aKeyWithoutAValueIsThereAndAMissingOneIsNot() {
        Query query = Query.parse("options&=x&&SN=");
        assertTrue(query.has("OPTIONS"));
        assertEquals("", query.text("options"));
        assertEquals("", query.text("SN"));
        assertFalse(query.has("table"));
        assertNull(query.text("table"));
        assertNull(query.bytes("table"));
    }

    @Test
    void theFirstOfTwoValuesCountsAndAValueMayHoldAnEqualsSign() {
        Query query = Query.parse("a=1&A=2&b=x=y");
        assertEquals("1", query.text("a"));
        assertEquals("x=y", query.text("b"));
    }

    @Property(tries = 500)
    void anyTextIsReadAndKeepsItsValues(@ForAll String raw, @ForAll byte[] value) {
        Query query = Query.parse("v=" + encoded(value) + "&" + raw);
        assertArrayEquals(value, query.bytes("v"));
        assertEquals(query, Query.parse("v=" + encoded(value) + "&" + raw));
        assertNotEquals(query, Query.parse("v=" + encoded(value) + "x&" + raw));
    }

    private static String encoded(byte[] value) {
        StringBuilder text = new StringBuilder();
        for (byte one : value) {
            text.append(String.format("%%%02x", one));
        }
        return text.toString();
    }
}
