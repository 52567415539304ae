// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import muster.fuzz.Claim;
import muster.fuzz.Input;
import muster.zk.http.Query;

/// What terminals say of themselves and answer to commands: the first byte chooses which, the others are it.
public final class DeviceWordsFuzz {

    private DeviceWordsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        switch (input.next() % 8) {
            case 0 -> options(OptionsPost.read(input.rest()));
            case 1 -> InfoLine.read(input.text());
            case 2 -> results(CommandResults.read(input.rest(), false, key -> null));
            case 3 -> results(CommandResults.read(input.rest(), true, key -> null));
            case 4 -> query(Query.parse(new String(input.rest(), StandardCharsets.ISO_8859_1)));
            case 5 -> query(Query.form(input.rest()));
            case 6 -> command(input.text());
            default -> photo(input.text(), input.rest());
        }
    }

    private static void options(Map<String, String> options) {
        options.forEach((key, value) -> Claim.that(
                !key.isEmpty() && !Redaction.secret(key) && value.indexOf('\n') < 0, "option " + key));
    }

    private static void results(List<CommandResult> results) {
        Claim.that(results.size() <= 1000, "more results than were asked for");
        for (CommandResult result : results) {
            Claim.that(NumberedCommand.validId(result.id()), "an id of nobody's");
            Claim.that(result.values().keySet().stream().noneMatch(Redaction::secret), "a secret is kept");
            CommandCodes.meaning(result.code(), Dialect.ATT2);
        }
    }

    private static void query(Query query) {
        Dialect known = query.keys().size() % 2 == 0 ? null : Dialect.ACC;
        Dialect dialect = Dialect.of("cdata", query::text, known);
        Claim.same(dialect, Dialect.ofWord(dialect.word()), "a dialect by its word");
        Stamps.sent(query::text);
        results(CommandResults.read(new byte[0], true, query::text));
        String serial = query.text("SN");
        Claim.that(serial == null || Serials.valid(serial) == serial.matches("[A-Za-z0-9_-]{1,64}"), "serial");
    }

    /// What an operator types is refused, or is one line at the terminal.
    private static void command(String text) {
        CommandText.repeatable(text);
        CommandText.destructive(text);
        if (CommandText.refused(text) == null) {
            CommandLines lines = CommandLines.write(List.of(new NumberedCommand("1", text)), Dialect.ATT2,
                    StandardCharsets.UTF_8, CommandLines.MAX_LINES, CommandLines.MAX_BYTES);
            String body = new String(lines.body(), StandardCharsets.UTF_8);
            Claim.that(body.indexOf('\n') == body.length() - 1 && body.indexOf('\r') < 0, "two lines");
        }
    }

    private static void photo(String name, byte[] content) {
        AttPhoto photo = AttPhoto.read(content);
        Claim.that(photo.content().length <= content.length, "more than came");
        for (AttPhoto each : List.of(photo, AttPhoto.named(name, content))) {
            Claim.that(each.fileName().matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}|"), "file name " + each.fileName());
        }
    }
}
