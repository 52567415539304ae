// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The body of `POST /api/people/{pin}/erase`. Immutable.
///
/// @param reason why, for the journal: it must not name the person
/// @param by who does it; null = the API
/// @param compact whether the file is written anew, so that no byte is left in its free space; null = yes
public record ErasureRequest(String reason, String by, Boolean compact) {}
