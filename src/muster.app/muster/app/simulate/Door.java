// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

/// Where terminals call. Immutable.
///
/// @param host name or address
/// @param port the TCP port
/// @param path what stands before `/iclock` in every request; empty or `/…` without a slash at its end
public record Door(String host, int port, String path) {}
