// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of `[heartbeat]`.
final class HeartbeatKeys {

    static final Key<Optional<URI>> URL = new Key<>("heartbeat.url", "", ChannelKinds.optionalCall(),
            "Called by GET as long as all is well; whoever watches it tells people when the calls end. "
                    + "\"\" = nobody is called.");
    static final Key<Optional<Path>> URL_FILE = new Key<>("heartbeat.url_file", "", Kind.optionalPath(),
            "File whose first line is that address, when it is a secret.");
    static final Key<Duration> EVERY = new Key<>("heartbeat.every", "5m", Kind.time("10s", "24h"),
            "How often it is called.");

    private HeartbeatKeys() {}

    /// All of them.
    static List<Key<?>> all() {
        return List.of(URL, URL_FILE, EVERY);
    }

    /// What they say.
    static HeartbeatConfig heartbeat(Values values) {
        HeartbeatConfig heartbeat = new HeartbeatConfig(values.of(URL), values.of(URL_FILE), values.of(EVERY));
        if (heartbeat.url().isPresent() && heartbeat.urlFile().isPresent()) {
            values.mistake(values.text(URL_FILE).where()
                    + ": heartbeat.url_file: heartbeat.url is given too; keep one of them");
        }
        return heartbeat;
    }
}
