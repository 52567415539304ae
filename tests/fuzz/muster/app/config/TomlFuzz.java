// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import muster.fuzz.Claim;

/// Configuration files: the input is the file. It is a configuration, or every mistake is told in words; showing it
/// never fails, not even when it is wrong.
public final class TomlFuzz {

    private static final Path FILE = Path.of(System.getProperty("java.io.tmpdir"), "fuzz.toml");

    private TomlFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        ConfigReader reader = new ConfigReader(FILE, Map.of(), List.of());
        try {
            Claim.that(reader.read() != null, "no configuration");
        } catch (ConfigException mistakes) {
            Claim.told(mistakes);
        }
        Claim.that(!reader.shown().isEmpty() && !reader.texts().isEmpty(), "nothing to show");
    }
}
