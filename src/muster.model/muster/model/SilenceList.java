// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/silences`. Immutable.
///
/// @param silences in order of their numbers: those in force, planned or repeating; with `all=true` the past ones too
public record SilenceList(List<Silence> silences) {}
