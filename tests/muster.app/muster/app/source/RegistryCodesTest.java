// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Codes stay the same after a restart and cannot be guessed.
final class RegistryCodesTest {

    private static final String SERIAL = "TSTACC000001";

    @TempDir
    private Path folder;

    @Test
    void aTerminalHasTheSameCodeAfterARestart() throws Exception {
        Path file = folder.resolve("registry.key");
        assertEquals(RegistryCodes.open(file).code(SERIAL), RegistryCodes.open(file).code(SERIAL));
    }

    /// A power cut left the file's name and nothing in it; every code was then made from nothing, for anybody to guess.
    @Test
    void aSecretThatAPowerCutTookIsMadeAnew() throws Exception {
        Path file = Files.createFile(folder.resolve("registry.key"));
        String code = RegistryCodes.open(file).code(SERIAL);
        assertEquals(32, Files.size(file));
        assertEquals(code, RegistryCodes.open(file).code(SERIAL));
        Path other = Files.createFile(folder.resolve("other.key"));
        assertNotEquals(code, RegistryCodes.open(other).code(SERIAL));
    }
}
