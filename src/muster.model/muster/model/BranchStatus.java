// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// A branch as the API and the screens show it. Immutable.
///
/// @param id what it is called by
/// @param name what people call it
/// @param zone zone of its terminals' clocks, or null
/// @param terminals how many terminals it has
/// @param online how many of them are online
/// @param punchesToday how many punches of today they brought
public record BranchStatus(String id, String name, String zone, int terminals, int online, long punchesToday) {}
