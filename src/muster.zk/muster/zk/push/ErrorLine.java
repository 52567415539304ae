// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// An error a terminal reports about itself (table `ERRORLOG`, zk-push.md section 7.5).
///
/// @param code the terminal's code, as text: `D01E0001`
/// @param message what it says; may be empty
/// @param origin where it came from: `cmd`, `dev` …; may be empty
/// @param commandId the command it belongs to; empty when none
public record ErrorLine(String code, String message, String origin, String commandId)
        implements OperLine, TableRow {}
