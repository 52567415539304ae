// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/people`. Immutable.
///
/// @param people by PIN
/// @param next the PIN behind which the next page begins, or null when this was the last
public record PersonPage(List<Person> people, String next) {}
