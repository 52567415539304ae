// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/alerts/active`. Immutable.
///
/// @param alerts those that are pending or firing: the gravest first, then the oldest
public record AlertList(List<AlertStatus> alerts) {}
