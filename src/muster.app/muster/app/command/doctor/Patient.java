// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Config;

/// What is looked at: the settings, the machine and what the daemon answered. Immutable.
///
/// @param file the configuration file; empty = none was named and none is at its usual place
/// @param mistakes what is wrong with the settings
/// @param config the settings; empty when there are mistakes
/// @param zoneGiven whether somebody set `time.zone`
/// @param environment the environment variables
/// @param clock this machine's clock
/// @param root `/`; another folder in a test
/// @param near whether the daemon is, or should be, on this machine
/// @param thorough whether checks may take minutes
/// @param url where the daemon should answer
/// @param keyFile the file with its key; empty = none
/// @param authority the file with the certificates to trust; empty = those of this system
/// @param version of this program
/// @param answers what it answered
public record Patient(
        Optional<Path> file,
        List<String> mistakes,
        Optional<Config> config,
        boolean zoneGiven,
        Map<String, String> environment,
        InstantSource clock,
        Path root,
        boolean near,
        boolean thorough,
        URI url,
        Optional<Path> keyFile,
        Optional<Path> authority,
        String version,
        Answers answers) {

    /// One whose daemon needs no authority of its own.
    public Patient(Optional<Path> file, List<String> mistakes, Optional<Config> config, boolean zoneGiven,
            Map<String, String> environment, InstantSource clock, Path root, boolean near, boolean thorough, URI url,
            Optional<Path> keyFile, String version, Answers answers) {
        this(file, mistakes, config, zoneGiven, environment, clock, root, near, thorough, url, keyFile,
                Optional.empty(), version, answers);
    }

    /// The settings, when they are about this machine.
    Optional<Config> local() {
        return near ? config : Optional.empty();
    }

    /// Words for a command line that uses the same configuration file.
    String configWords() {
        return file.map(path -> " --config " + path).orElse("");
    }
}
