// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `[heartbeat]` of the configuration: whom to call as long as all is well. Immutable.
///
/// @param url what is called; empty = what stands in the file, or nobody
/// @param urlFile its first line is what is called, for an address that is a secret
/// @param every how often
public record HeartbeatConfig(Optional<URI> url, Optional<Path> urlFile, Duration every) {

    /// Whether anybody is to be called.
    public boolean isOn() {
        return url.isPresent() || urlFile.isPresent();
    }
}
