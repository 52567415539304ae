// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import muster.app.key.ApiKey;
import muster.app.key.KeyBook;
import muster.app.key.KeyException;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster keys revoke`.
@Command(
        name = "revoke",
        description = "Takes a key away: from the next request on it is worth nothing.",
        footer = {"", "Example:", "  muster keys revoke desk"})
final class RevokeKey implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private KeyOptions options;

    @Mixin
    private AuthorOption author;

    @Parameters(paramLabel = "NAME", description = "Its name, as muster keys list shows it.")
    private String name;

    RevokeKey(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError {
        Path folder = options.folder(surroundings);
        try {
            KeyBook book = new KeyBook(folder);
            ApiKey gone = book.revoke(name, author.name(surroundings), surroundings.clock().instant());
            surroundings.out().println(Display.safe("the key \"" + gone.name() + "\" with the role "
                    + Json.word(gone.role()) + " is worth nothing any more"));
            if (book.keys().stream().allMatch(ApiKey::isRevoked)) {
                surroundings.err().println("it was the last one: without api.key_file or api.open = \"nobody\", "
                        + "whoever is on this machine may now change everything");
            }
        } catch (KeyException e) {
            throw new UserError(ExitCode.NO_INPUT, e.getMessage(), e.hint());
        } catch (IOException e) {
            throw KeyOptions.error(folder, e);
        }
        return ExitCode.OK.number();
    }
}
