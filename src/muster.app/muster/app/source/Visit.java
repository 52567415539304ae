// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import muster.app.terminal.Caller;
import muster.model.Terminal;
import muster.zk.http.Request;
import muster.zk.push.Dialect;
import muster.zk.push.TextDecoding;

/// One request of an admitted terminal. Immutable.
///
/// @param request the request
/// @param caller who calls, as it describes itself
/// @param dialect how it speaks
/// @param decoding how its texts are read
/// @param at when it came (UTC)
/// @param online whether the terminal was in contact just before, so that what it sends is live
record Visit(Request request, Caller caller, Dialect dialect, TextDecoding decoding, Instant at, boolean online) {

    static Visit of(Request request, Caller caller, Optional<Terminal> known, Instant at, boolean online) {
        String language = caller.language().isEmpty()
                ? known.map(Terminal::language).orElse("")
                : caller.language();
        return new Visit(
                request, caller, Dialect.ofWord(caller.dialect()), TextDecoding.of(language), at, online);
    }

    String serial() {
        return caller.serial();
    }

    InetAddress address() {
        return caller.address();
    }

    /// A parameter of the query, or the empty text when it is missing.
    String parameter(String name) {
        String value = request.query().text(name);
        return value == null ? "" : value;
    }
}
