// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is written member by member is what [CanonicalJson] says.
class CanonicalTextProperties {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(1_500),
                Arbitraries.strings().ascii().ofMaxLength(1_500),
                Arbitraries.strings().withChars('a', '"', '\\', '\u0007', '\u007f', '\u0080', '\u2027', '\u2028',
                        '\u2029', '\ud83d', '\ude00', '\uffff').ofMaxLength(40));
    }

    @Property
    void anyTextIsQuotedAlike(@ForAll("texts") String first, @ForAll("texts") String second, @ForAll long number) {
        JsonObject inner = new JsonObject();
        inner.addProperty("first", first);
        inner.addProperty("number", number);
        JsonObject object = new JsonObject();
        object.add("inner", inner);
        object.addProperty("second", second);
        byte[] utf8 = CanonicalJson.of(object).getBytes(StandardCharsets.UTF_8);
        CanonicalText text = new CanonicalText().clear().open().open("inner").member("first", first)
                .member("number", number).close().member("second", second).close();
        assertEquals(new String(utf8, StandardCharsets.UTF_8), text.toString());
    }

    @Example
    void whatIsNullIsNoMember() {
        CanonicalText text = new CanonicalText().open().member("none", (String) null).member("word", Source.BLE)
                .member("zero", (Enum<?>) null).json("zone", "[1]").close();
        assertEquals("{\"word\":\"ble\",\"zone\":[1]}", text.toString());
    }
}
