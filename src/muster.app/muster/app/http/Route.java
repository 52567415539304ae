// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.model.Role;

/// One line of [Routes]. Immutable.
///
/// @param method in capitals; `GET` answers `HEAD` too
/// @param pattern a path whose variable segments are named in braces
/// @param needed the least role that may ask for it; null = anybody, without a key
/// @param action who answers
record Route(String method, String pattern, Role needed, Action action) {

    /// The variables when this route's pattern fits a path.
    ///
    /// @param segments of the path, decoded
    Optional<Map<String, String>> match(List<String> segments) {
        String[] parts = pattern.substring(1).split("/");
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            if (parts[i].startsWith("{") && !segment.isEmpty()) {
                variables.put(parts[i].substring(1, parts[i].length() - 1), segment);
            } else if (!parts[i].equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
