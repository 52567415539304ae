// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// A group of terminals at one place. Immutable.
///
/// @param id what it is called by in commands, files and addresses: 1 to 64 letters, digits, `-`, `_`, `.`
/// @param name what people call it
/// @param zone IANA zone or fixed offset of its terminals' clocks; null = the default of the configuration
/// @param removed true when it is gone; terminals may still name it
public record Branch(String id, String name, String zone, boolean removed) {}
