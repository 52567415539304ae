// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// A terminal sent somebody's biometric template or identity card. What it held is not kept.
///
/// @param kind `FP`, `FACE`, `FVEIN`, `BIODATA`, `IDCARD` …
/// @param pin whose; empty when not told
public record TemplateLine(String kind, String pin) implements OperLine, TableRow {}
