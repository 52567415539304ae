// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import muster.model.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Whatever is filled in stays what it was where it stands.
final class TemplateTest {

    private static Template with(String message) {
        return new Template(Map.of("message", message, "secret", "12:ab/c?d"));
    }

    @Test
    void whatIsNoPlaceholderStays() {
        assertEquals("{\"a\": {other} $1 x}", with("x").json("{\"a\": {other} $1 {message}}"));
    }

    @Test
    void whatIsFilledInIsNotFilledInAgain() {
        assertEquals("{secret}", with("{secret}").text("{message}"));
    }

    @Test
    void aKeyInAPathKeepsItsColonAndLosesItsSlash() {
        assertEquals("/bot12:ab%2Fc%3Fd/send", with("x").url("/bot{secret}/send"));
    }

    @Test
    void aHeaderIsOneLineOfAscii() {
        assertEquals("a b", with("a\r\nb").header("{message}"));
        assertEquals("=?UTF-8?B?w7w=?=", with("ü").header("{message}"));
    }

    @Property(tries = 300)
    void anyTextComesBackFromJson(@ForAll String text) {
        String filled = with(text).json("{\"a\": \"{message}\", \"b\": \"-{message}-\"}");
        JsonObject object = Json.parse(filled, JsonObject.class);
        assertEquals(text, object.get("a").getAsString());
        assertEquals("-" + text + "-", object.get("b").getAsString());
    }

    @Property(tries = 300)
    void anyTextComesBackFromAFormAndAUrl(@ForAll String given) {
        String text = new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String form = with(text).form("text={message}&end=1");
        assertEquals(text, URLDecoder.decode(form.substring(5, form.lastIndexOf("&end=1")), StandardCharsets.UTF_8));
        URI url = URI.create(with(text).url("http://h.example/a?text={message}&end=1"));
        assertEquals("text=" + text + "&end=1", url.getQuery());
        assertEquals("/a", url.getPath());
    }
}
