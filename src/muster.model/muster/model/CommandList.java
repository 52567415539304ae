// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/terminals/{serial}/commands`. Immutable.
///
/// @param commands newest first
public record CommandList(List<Command> commands) {}
