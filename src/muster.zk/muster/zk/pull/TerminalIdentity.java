// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// What a terminal says it is; each empty when it does not say.
///
/// @param serial its serial number
/// @param name its model
/// @param platform its board: `ZMM220_TFT`
/// @param vendor who sells it
/// @param mac its MAC address
/// @param firmware its firmware: `Ver 6.60 Apr 26 2016`, which says nothing about record layouts
public record TerminalIdentity(
        String serial, String name, String platform, String vendor, String mac, String firmware) {}
