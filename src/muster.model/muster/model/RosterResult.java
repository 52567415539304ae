// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What came of a change of an event's list. Immutable.
///
/// @param event id of the event
/// @param registered how many people are on the list now
/// @param added how many were put on it
/// @param removed how many were taken off
/// @param released how many held check-ins count now
public record RosterResult(String event, int registered, int added, int removed, int released) {}
