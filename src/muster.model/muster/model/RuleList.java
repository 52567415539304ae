// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/rules`. Immutable.
///
/// @param rules in order of their names
public record RuleList(List<AlertRule> rules) {}
