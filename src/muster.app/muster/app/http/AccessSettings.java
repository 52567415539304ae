// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.nio.file.Path;
import java.util.Set;
import muster.app.key.WithoutKey;

/// Who may use the operators' side, and how much. Immutable.
///
/// @param keys the data folder with the keys; null = there are none but that of [ApiSettings]
/// @param open who may do something without a key where only this machine is listened to
/// @param hosts names besides `localhost` by which that listener may be called, lower case
/// @param origins of pages, besides this muster's own, whose scripts may use the API: `https://desk.example`
/// @param rate how many requests a second one address may send, for a while twice as many; this machine may always
public record AccessSettings(Path keys, WithoutKey open, Set<String> hosts, Set<String> origins, int rate) {

    /// As it is when nothing is set, and nobody made a key.
    public static final AccessSettings STANDARD =
            new AccessSettings(null, WithoutKey.LOOPBACK, Set.of(), Set.of(), 100);

    /// Copies the sets.
    public AccessSettings {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }
}
