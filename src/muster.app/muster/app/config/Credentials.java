// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The secrets that systemd hands to a service as files (systemd.exec(5), `LoadCredential=`). Immutable.
///
/// @param folder where they are
record Credentials(Path folder) {

    /// What a setting begins with that names one.
    private static final String MARK = "credential:";

    /// Where systemd puts them for `muster.service`. Commands that are not the service look there too, so that
    /// `muster config check` tells what the service will meet.
    private static final String USUAL = "/run/credentials/muster.service";

    /// Those of the service that this is, if it is one.
    static Credentials of(Map<String, String> environment) {
        String folder = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
        return new Credentials(Path.of(folder.isEmpty() ? USUAL : folder));
    }

    /// The file or files that a setting means: `credential:NAME` is one of these, a name without a folder is one if
    /// there is one of that name, and everything else is a path.
    ///
    /// @param setting its name; those of files end in `_file` or `_files`
    String files(String setting, String text) {
        if (setting.endsWith("_files")) {
            return Arrays.stream(text.split(",")).map(each -> file(each.strip())).collect(Collectors.joining(", "));
        }
        return setting.endsWith("_file") ? file(text) : text;
    }

    private String file(String text) {
        if (text.startsWith(MARK)) {
            String name = text.substring(MARK.length());
            return isName(name) ? folder.resolve(name).toString() : text;
        }
        return isName(text) && Files.isRegularFile(folder.resolve(text)) ? folder.resolve(text).toString() : text;
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.indexOf('/') < 0 && text.indexOf('\0') < 0 && !text.equals(".")
                && !text.equals("..");
    }
}
