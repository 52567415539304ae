// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import muster.app.intake.Intake;
import muster.app.pull.ClockHistory;
import muster.app.pull.FetchOrders;
import muster.app.terminal.BranchView;
import muster.app.terminal.Branches;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.Terminals;

/// What of muster the API opens to those who look after terminals. Immutable.
///
/// @param terminals who may send
/// @param commands what they are asked to do
/// @param intake for imports, and for held records that are tried again
/// @param branches for reading them
/// @param registry of the branches, for changes
/// @param fetches orders to read terminals now
/// @param clocks how the terminals' clocks went
public record TerminalSide(
        Terminals terminals,
        CommandQueue commands,
        Intake intake,
        BranchView branches,
        Branches registry,
        FetchOrders fetches,
        ClockHistory clocks) {}
