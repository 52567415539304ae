// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.util.Locale;

/// One setting: its name, default, meaning and how its text is read. Immutable.
///
/// @param name section and key, `push.unknown`
/// @param fallback the default, as it would stand in the file
/// @param kind how its text is read
/// @param meaning a sentence for people
record Key<T>(String name, String fallback, Kind<T> kind, String meaning) {

    /// The environment variable that overrides it: `MUSTER_PUSH_UNKNOWN`.
    String variable() {
        return "MUSTER_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
