// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// Somebody was let through a door: an event below 20 with a PIN (zk-push.md section 14.2).
///
/// @param punch the punch it makes; the same from `rtlog` and from `transaction`
/// @param event the terminal's number of what happened
/// @param door the door; empty when not told
/// @param card the card used; empty or `0` when none
/// @param index the terminal's running number, which begins anew after an erase; empty when not told
public record AccessPunch(AttPunch punch, int event, String door, String card, String index)
        implements AccessLine, TableRow {}
