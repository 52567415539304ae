// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.net.InetAddress;

/// A terminal that calls, as it describes itself. Immutable.
///
/// @param serial the serial it gives
/// @param address where it calls from
/// @param dialect how it speaks, `att2` …
/// @param pushVersion the protocol version it claims; empty when it gave none in this request
/// @param language the number of its firmware's language; empty when it gave none in this request
public record Caller(String serial, InetAddress address, String dialect, String pushVersion, String language) {}
