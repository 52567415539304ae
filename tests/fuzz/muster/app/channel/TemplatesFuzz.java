// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import muster.fuzz.Claim;
import muster.fuzz.Input;
import muster.model.Json;

/// Templates of channels: the input is a template, NUL, and a message. Whatever the message holds, it stays within the
/// place the template gives it.
public final class TemplatesFuzz {

    private TemplatesFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        String template = input.text();
        String message = input.text();
        Template values = new Template(Map.of("message", message, "level", "critical"));
        values.text(template);
        values.url(template);
        values.header(template);
        values.json(template);
        values.form(template);
        JsonObject object = Json.parse(values.json("{\"text\":\"{message}\",\"level\":\"{level}\"}"), JsonObject.class);
        Claim.same(2, object.size(), "members");
        Claim.same(message, object.get("text").getAsString(), "the message in JSON");
        String header = values.header("{message}");
        Claim.that(header.chars().allMatch(c -> c >= 0x20 && c < 0x7F), "a header of two lines: " + header);
        URI uri = URI.create(values.url("http://192.0.2.7/{message}/x?m={message}&l={level}"));
        Claim.same("192.0.2.7", uri.getHost(), "host");
        Claim.that(uri.getRawQuery().indexOf('&') == uri.getRawQuery().lastIndexOf('&'), "a parameter more");
        Claim.that(uri.getRawPath().chars().filter(c -> c == '/').count() == 2, "a step more");
        String form = values.form("m={message}&l={level}");
        String[] fields = form.split("&");
        Claim.same(2, fields.length, "fields");
        Claim.same(message, URLDecoder.decode(fields[0].substring(2), StandardCharsets.UTF_8), "the message in a form");
    }
}
