// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.Set;

/// What a stream's client wants. Immutable.
///
/// @param terminal of this terminal only; null = any, and what is about none
/// @param kinds as in [muster.model.Fact#kind()]; empty = every kind
record StreamFilter(String terminal, Set<String> kinds) {

    boolean passes(Frame frame) {
        return frame.bytes().length > 0
                && (terminal == null || terminal.equals(frame.terminal()))
                && (kinds.isEmpty() || kinds.contains(frame.kind()));
    }
}
