// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/branches`. Immutable.
///
/// @param branches by id
public record BranchList(List<BranchStatus> branches) {}
