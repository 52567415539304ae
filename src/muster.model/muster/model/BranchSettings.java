// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What an operator sets of a branch. Immutable; a null field is left as it is.
///
/// @param id what it is called by; needed to add one
/// @param name what people call it
/// @param zone zone of its terminals' clocks; empty = back to the default
public record BranchSettings(String id, String name, String zone) {}
