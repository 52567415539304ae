// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/deadletters`. Immutable.
///
/// @param letters oldest first
/// @param next the `cursor` of the next page, or null when there is none
public record DeadLetterPage(List<DeadLetter> letters, Long next) {}
