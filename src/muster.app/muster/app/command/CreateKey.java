// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import muster.app.key.KeyBook;
import muster.app.key.KeyException;
import muster.model.Json;
import muster.model.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster keys create`.
@Command(
        name = "create",
        description = {
            "Makes a key and prints it, once: muster keeps only what it takes to recognise it.",
            "Once there is a key, nothing can be changed without one."
        },
        footer = {"", "Example:", "  muster keys create --name desk --role operator --expires 90d > desk.key"})
final class CreateKey implements Callable<Integer> {

    /// What is filed under nobody's name.
    private static final String UNNAMED = "api";

    private final Surroundings surroundings;

    @Mixin
    private KeyOptions options;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What its bearer's acts are filed under: 1 to 32 letters, digits, dots, - and _.")
    private String name;

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "viewer, operator or admin.")
    private Role role;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "After how long it is worth nothing any more, such as 90d; else it does not end by itself.")
    private Duration expires;

    @Mixin
    private AuthorOption author;

    CreateKey(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError {
        if (!name.matches(KeyBook.NAME) || name.equalsIgnoreCase(UNNAMED)) {
            throw new UserError(ExitCode.USAGE, "\"" + name + "\" cannot be the name of a key",
                    "take 1 to 32 letters, digits, dots, - and _, such as front-desk; not " + UNNAMED);
        }
        if (expires != null && (expires.isZero() || expires.toDays() > 36_500)) {
            throw new UserError(ExitCode.USAGE, "a key lives from a second to a hundred years", "leave --expires out");
        }
        Path folder = options.folder(surroundings);
        try {
            String key = new KeyBook(folder)
                    .create(name, role, expires, author.name(surroundings), surroundings.clock().instant());
            surroundings.out().println(key);
        } catch (KeyException e) {
            throw new UserError(ExitCode.CANNOT_CREATE, e.getMessage(), e.hint());
        } catch (IOException e) {
            throw KeyOptions.error(folder, e);
        }
        surroundings.err().println("this is the key \"" + name + "\" with the role " + Json.word(role)
                + ". It is shown this once; keep it where only its bearer can read it");
        return ExitCode.OK.number();
    }
}
