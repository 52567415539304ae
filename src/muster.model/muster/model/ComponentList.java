// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/components`. Immutable.
///
/// @param components muster's own, then the outside ones, each in order of names
public record ComponentList(List<Component> components) {}
