// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import muster.app.key.ApiKey;
import muster.app.key.KeyBook;
import muster.app.key.KeyUse;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster keys list`.
@Command(
        name = "list",
        description = "Lists the keys: whose they are, what they are good for, when they were used last (UTC).",
        footer = {"", "Example:", "  muster keys list"})
final class ListKeys implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private KeyOptions options;

    @Option(names = "--all", description = "Those revoked within the last year, too.")
    private boolean all;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    ListKeys(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError {
        Path folder = options.folder(surroundings);
        try {
            List<ApiKey> keys = new KeyBook(folder).keys().stream().filter(key -> all || !key.isRevoked()).toList();
            KeyUse use = KeyUse.open(folder);
            if (json) {
                surroundings.json(document(keys, use).toString());
            } else if (keys.isEmpty()) {
                surroundings.err().println("there is no key; muster keys create makes one");
            } else {
                print(keys, use);
            }
        } catch (IOException e) {
            throw KeyOptions.error(folder, e);
        }
        return ExitCode.OK.number();
    }

    private String state(ApiKey key) {
        return key.isRevoked() ? "revoked" : key.isExpired(surroundings.clock().instant()) ? "expired" : "good";
    }

    private void print(List<ApiKey> keys, KeyUse use) {
        Table table = new Table("NAME", "ROLE", "STATE", "LAST USED", "EXPIRES", "CREATED", "BY")
                .spare("BY", "CREATED");
        for (ApiKey key : keys) {
            table.row(
                    key.name(),
                    Json.word(key.role()),
                    state(key),
                    use.lastUsed(key.id()).map(Object::toString).orElse("never"),
                    EventTimes.text(key.expiresAt(), surroundings),
                    EventTimes.text(key.createdAt(), surroundings),
                    key.by());
        }
        listing.print(table, surroundings);
    }

    private JsonObject document(List<ApiKey> keys, KeyUse use) {
        JsonArray list = new JsonArray();
        for (ApiKey key : keys) {
            JsonObject each = new JsonObject();
            each.addProperty("id", key.id());
            each.addProperty("name", key.name());
            each.addProperty("role", Json.word(key.role()));
            each.addProperty("state", state(key));
            each.addProperty("created_at", key.createdAt().toString());
            each.addProperty("by", key.by());
            add(each, "expires_at", key.expiresAt());
            add(each, "last_used", use.lastUsed(key.id()).orElse(null));
            add(each, "revoked_at", key.revokedAt());
            add(each, "revoked_by", key.revokedBy());
            list.add(each);
        }
        JsonObject document = new JsonObject();
        document.add("keys", list);
        return document;
    }

    private static void add(JsonObject object, String name, Object value) {
        if (value != null) {
            object.addProperty(name, value.toString());
        }
    }
}
